// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionrun.h"
#include "process/qtprocess.h"

#include <sys/resource.h>

using namespace docket;
using namespace Qt::StringLiterals;

/** 32 agents print as fast as they can: nothing is lost from their logs, memory stays bounded, batches are few. */
class TestManyAgents : public QObject
{
    Q_OBJECT

    static qint64 peakMemory() // KiB
    {
        struct rusage usage = {};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    }

    /** Letters that the agent printed, as its transcript has them. */
    static qint64 printedIn(const QString &transcript)
    {
        QFile file(transcript);
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        qint64 letters = 0;
        while (!file.atEnd()) {
            const auto event = eventFromLine(file.readLine());
            if (const auto *message = event ? std::get_if<AgentMessage>(&*event) : nullptr)
                letters += message->text.count(u'x');
        }
        return letters;
    }

private Q_SLOTS:
    void nothingIsLostAndMemoryIsBounded()
    {
        constexpr int agents = 32;
        constexpr int mebibytes = 8;
        const AgentProfile profile{
            .id = u"any"_s,
            .name = u"Any"_s,
            .command = {qEnvironmentVariable("DOCKET_TESTPROGRAM"), u"flood:%1"_s.arg(mebibytes), u"out:the end"_s}};
        QtProcessFactory factory;
        std::vector<std::unique_ptr<RoundFolder>> folders;
        std::vector<std::unique_ptr<AgentSession>> sessions;
        int ended = 0;
        int positive = 0;
        int batches = 0;
        const qint64 before = peakMemory();
        for (int i = 0; i < agents; ++i) {
            folders.push_back(std::make_unique<RoundFolder>());
            sessions.push_back(makeSession(profile, factory));
            connect(sessions.back().get(), &AgentSession::events, this, [&](const QList<AgentEvent> &) { ++batches; });
            connect(sessions.back().get(), &AgentSession::ended, this, [&](const AgentRoundEnded &end) {
                ++ended;
                positive += end.isPositive() ? 1 : 0;
            });
            sessions.back()->start(folders.back()->request(u"go"_s));
        }
        QTRY_COMPARE_WITH_TIMEOUT(ended, agents, 100000);
        QCOMPARE(positive, agents);
        for (const auto &folder : folders) {
            QFile raw(folder->request({}).rawFile);
            QVERIFY(raw.open(QIODevice::ReadOnly));
            QCOMPARE(raw.size(), qint64(mebibytes) * 1024 * 1024 + 8);
            QVERIFY(raw.readAll().endsWith("the end\n"));
            QCOMPARE(printedIn(folder->request({}).transcriptFile), qint64(mebibytes) * 1024 * 1023);
        }
        const qint64 grown = peakMemory() - before;
        qInfo() << "memory grew by" << grown / 1024 << "MiB," << batches << "batches for" << agents * mebibytes
                << "MiB";
        QVERIFY2(grown < 400 * 1024, qPrintable(u"%1 KiB"_s.arg(grown))); // 12 MiB an agent, whatever it prints
        QVERIFY(batches < agents * mebibytes * 8);
    }
};

QTEST_GUILESS_MAIN(TestManyAgents)
#include "tst_manyagents.moc"
