// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// A game in 40 lines: Neuro guesses numbers. It plays at NEURO_SDK_WS_URL, or ws://127.0.0.1:8000.

#include "client/neuroclient.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace neuro;

const auto check = [](const QString &error) {
    if (!error.isEmpty() && std::fprintf(stderr, "%s\n", qPrintable(error)) != 0)
        std::exit(EXIT_FAILURE);
};

struct GuessingGame : client::NeuroClient
{
    using NeuroClient::NeuroClient;
    int secret = 11, low = 1, high = 15;

    void ask()
    {
        const QString schema = R"({"type": "object", "required": ["number"], "properties":
            {"number": {"type": "integer", "minimum": %1, "maximum": %2}}})";
        const protocol::Action action{"guess", "Guess it.", schema.arg(low).arg(high).toUtf8()};
        // The action is gone with a guess that counts; the next one is for what is left.
        check(registerHandled({{action, std::bind_front(&GuessingGame::take, this)}},
                              client::Lifetime::UntilSuccess));
        check(forceActions({{}, "Which number is it?", false, {"guess"}}));
    }

    client::Outcome take(const protocol::ActionRequest &guess)
    {
        const int number = QJsonDocument::fromJson(guess.data.value_or("{}"))["number"].toInt();
        if (number < low || number > high)
            return client::Outcome::failed(QString("Guess from %1 to %2.").arg(low).arg(high));
        low = number < secret ? number + 1 : number == secret ? 1 : low;
        high = number > secret ? number - 1 : number == secret ? 15 : high;
        QMetaObject::invokeMethod(this, &GuessingGame::ask, Qt::QueuedConnection);
        return client::Outcome::succeeded(number == secret ? "Yes! The next one." : "No.");
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    GuessingGame game("Guess the Number");
    game.ask();
    check(game.start());
    return app.exec();
}
