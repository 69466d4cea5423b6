// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// docket-sample-agent [--way NAME] [--round N] [--delay MS] [--once]
// Speaks the Agent Client Protocol on its input and output. With --once it takes the prompt from its input and plays it
// as a plain program, printing what it says.
#include "sampleagent.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"docket-sample-agent"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DOCKET_VERSION));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption way(u"way"_s, u"The way of working, whatever the prompt says."_s, u"name"_s);
    const QCommandLineOption round(u"round"_s, u"The round; from 2 on it reacts to the review."_s, u"n"_s, u"1"_s);
    const QCommandLineOption delay(u"delay"_s, u"Milliseconds between two steps."_s, u"ms"_s, u"20"_s);
    const QCommandLineOption once(u"once"_s, u"Plain program: the prompt on the input, text on the output."_s);
    parser.addOptions({way, round, delay, once});
    parser.process(application);

    sample::Options options;
    options.way = parser.isSet(way) ? parser.value(way) : qEnvironmentVariable("DOCKET_SAMPLE_WAY");
    options.round = parser.value(round).toInt();
    options.delayMs = parser.value(delay).toInt();
    options.once = parser.isSet(once);
    if (options.way == u"exits-at-once"_s)
        return 3;
    sample::SampleAgent agent(options);
    agent.listen();
    return QCoreApplication::exec();
}
