// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT

#include "widgets/rawtemplates.h"

#include <QCoreApplication>

namespace neuro::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RawTemplates)
};

} // namespace

QList<RawTemplate> rawTemplates()
{
    return {
        {Words::tr("Action"),
         R"({
  "command": "action",
  "data": {
    "id": "1",
    "name": "name_of_the_action",
    "data": "{\"member\": 1}"
  }
})"},
        {Words::tr("Action without data"), R"({
  "command": "action",
  "data": {
    "id": "1",
    "name": "name_of_the_action"
  }
})"},
        {Words::tr("Startup is acknowledged"), R"({
  "command": "startup",
  "data": {
    "session": {
      "sessionId": "session-1",
      "characterId": "neuro",
      "displayName": "Neuro-sama"
    }
  }
})"},
        {Words::tr("Speech has finished"), R"({
  "command": "speech_finished",
  "data": {
    "isFinal": true
  }
})"},
        {Words::tr("Register all actions again"), R"({
  "command": "actions/reregister_all"
})"},
        {Words::tr("Shut down at a good moment"), R"({
  "command": "shutdown/graceful",
  "data": {
    "wants_shutdown": true
  }
})"},
        {Words::tr("Do not shut down after all"), R"({
  "command": "shutdown/graceful",
  "data": {
    "wants_shutdown": false
  }
})"},
        {Words::tr("Shut down at once"), R"({
  "command": "shutdown/immediate"
})"},
        {Words::tr("Voice chat is unavailable"), R"({
  "command": "voice/unavailable",
  "data": {
    "reason": "no voice chat here"
  }
})"},
        {Words::tr("Broken: action whose data is not JSON"), R"({
  "command": "action",
  "data": {
    "id": "1",
    "name": "name_of_the_action",
    "data": "{\"member\": "
  }
})"},
        {Words::tr("Broken: action that nobody registered"), R"({
  "command": "action",
  "data": {
    "id": "1",
    "name": "no_such_action"
  }
})"},
        {Words::tr("Broken: command that is unknown"), R"({
  "command": "no/such/command",
  "data": {}
})"},
        {Words::tr("Broken: action without its data"), R"({
  "command": "action"
})"},
    };
}

} // namespace neuro::ui
