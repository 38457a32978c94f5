// SPDX-FileCopyrightText: Neuro Relay contributors
// SPDX-License-Identifier: MIT
//
// A server of the Neuro API in 40 lines: it answers every force with a random action. Started with
// a port (0: any that is free), it prints where it listens.

#include "net/neuroserver.h"
#include "protocol/sampledata.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTextStream>

using namespace neuro;
using net::NeuroServer;

class AnyChoice : public NeuroServer
{
    using NeuroServer::NeuroServer;

    std::optional<Choice> choose(const Force &force) override
    {
        QRandomGenerator &random = *QRandomGenerator::global();
        const protocol::Action &action = force.actions[random.bounded(force.actions.size())];
        if (!action.takesData())
            return Choice{action.name};
        const auto schema = protocol::ActionSchema::compile(action.schema);
        const auto data = protocol::randomSample(schema, random.generate64());
        return data ? std::optional(Choice{action.name, *data}) : std::nullopt;
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    net::BackendSettings settings;
    settings.port = argc > 1 ? QByteArray(argv[1]).toUShort() : 8000;
    AnyChoice server(settings);
    QObject::connect(&server, &NeuroServer::reported, &app, [&](const NeuroServer::Report &report) {
        out << report.gameName << ": " << report.action << ' ' << report.data.value_or("") << ": "
            << report.message << Qt::endl;
    });
    if (!server.listen()) {
        QTextStream(stderr) << server.error() << Qt::endl;
        return EXIT_FAILURE;
    }
    out << "listening on ws://" << server.addresses().first() << Qt::endl;
    return app.exec();
}
