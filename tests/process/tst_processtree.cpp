// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/processrun.h"
#include "process/processtree.h"
#include "process/qtprocess.h"

#include <csignal>
#include <unistd.h>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

bool isAlive(qint64 pid)
{
    const auto processes = runningProcesses();
    return std::ranges::any_of(processes,
                               [&](const ProcessInfo &process) { return process.pid == pid && process.isAlive(); });
}

QList<qint64> pids(const QList<ProcessInfo> &members)
{
    QList<qint64> list;
    for (const ProcessInfo &member : members)
        list.append(member.pid);
    std::ranges::sort(list);
    return list;
}

ProcessSetup marked(const QStringList &steps, const QByteArray &marker)
{
    ProcessSetup setup = testProgram(steps);
    setup.environment.insert(QLatin1StringView(attemptMarkerVariable), QString::fromLatin1(marker));
    return setup;
}

TreeKiller::Report endTree(const TreeIdentity &tree, int graceMs)
{
    TreeKiller killer(tree, graceMs);
    TreeKiller::Report report;
    bool over = false;
    QObject::connect(&killer, &TreeKiller::finished, &killer, [&](const TreeKiller::Report &ended) {
        report = ended;
        over = true;
    });
    killer.start();
    return QTest::qWaitFor([&] { return over; }, 20000) ? report : TreeKiller::Report{};
}

} // namespace

class TestProcessTree : public QObject
{
    Q_OBJECT

    const QByteArray boot = "boot";

private Q_SLOTS:
    void aNameWithSpacesAndParenthesesIsRead()
    {
        const auto info = parseStat("42 (a) R b (c)) S 7 42 41 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 2 3 4");
        QVERIFY(info);
        QCOMPARE(info->pid, 42);
        QCOMPARE(info->name, "a) R b (c)");
        QCOMPARE(info->state, 'S');
        QCOMPARE(info->parent, 7);
        QCOMPARE(info->session, 41);
        QCOMPARE(info->startTime, 98765u);
    }

    void nonsenseIsNotAProcess()
    {
        for (const QByteArray line : {"", "42", "42 (x", "42 (x) S 1", "(x) S 1 2 3", ") 42 ("})
            QVERIFY(!parseStat(line));
    }

    void anIdentityComesBackFromText()
    {
        const TreeIdentity tree{
            .leader = 42, .startTime = Q_UINT64_C(18446744073709551615), .bootId = "b-1", .marker = "s-1-2"};
        QCOMPARE(TreeIdentity::fromText(tree.toText()), tree);
        QVERIFY(!TreeIdentity::fromText("{}"));
        QVERIFY(!TreeIdentity::fromText("nonsense"));
    }

    void childrenSessionsAndMarkersBelong()
    {
        const TreeIdentity tree{.leader = 10, .startTime = 5, .bootId = boot, .marker = "s-1-1"};
        const QList<ProcessInfo> processes{
            {.pid = 10, .parent = 1, .session = 10, .startTime = 5, .state = 'S'},
            {.pid = 11, .parent = 10, .session = 10, .startTime = 6, .state = 'S'}, // child
            {.pid = 12, .parent = 1, .session = 10, .startTime = 6, .state = 'S'},  // orphan in the session
            {.pid = 13, .parent = 1, .session = 13, .startTime = 6, .state = 'S', .marker = "s-1-1"},  // daemon
            {.pid = 14, .parent = 13, .session = 13, .startTime = 6, .state = 'S'},                    // its child
            {.pid = 15, .parent = 14, .session = 15, .startTime = 6, .state = 'S'},                    // led away again
            {.pid = 16, .parent = 10, .session = 10, .startTime = 6, .state = 'Z'},                    // dead already
            {.pid = 20, .parent = 1, .session = 20, .startTime = 6, .state = 'S', .marker = "s-1-11"}, // another
                                                                                                       // attempt
            {.pid = 21, .parent = 1, .session = 1, .startTime = 6, .state = 'S'},
        };
        QCOMPARE(pids(treeMembers(tree, processes, boot, 1)), (QList<qint64>{10, 11, 12, 13, 14, 15}));
    }

    void aReusedNumberIsNotOurs()
    {
        const TreeIdentity tree{.leader = 10, .startTime = 5, .bootId = boot, .marker = "s-1-1"};
        const QList<ProcessInfo> processes{
            {.pid = 10, .parent = 1, .session = 10, .startTime = 99, .state = 'S'},
            {.pid = 11, .parent = 10, .session = 10, .startTime = 100, .state = 'S'},
        };
        QVERIFY(treeMembers(tree, processes, boot, 1).isEmpty());
        QVERIFY(treeMembers({.leader = 10, .startTime = 99, .bootId = "earlier", .marker = "m"}, processes, boot, 1)
                    .isEmpty());
    }

    void docketItselfIsNeverAMember()
    {
        const TreeIdentity tree{.leader = 10, .startTime = 5, .bootId = boot, .marker = "s-1-1"};
        const QList<ProcessInfo> processes{
            {.pid = 10, .parent = 1, .session = 10, .startTime = 5, .state = 'S'},
            {.pid = 11, .parent = 10, .session = 10, .startTime = 6, .state = 'S', .marker = "s-1-1"},
        };
        QCOMPARE(pids(treeMembers(tree, processes, boot, 11)), QList<qint64>{10});
    }

    void aWholeTreeIsEnded()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(marked({u"child"_s, u"daemon"_s, u"out:ready"_s, u"hang"_s}, "tree-1-1"));
        QVERIFY(run.waitForOutput("ready"));
        const QByteArrayList printed = run.out.split('\n');
        const auto report = endTree(TreeIdentity::of(run->pid(), "tree-1-1"), 5000);
        QVERIFY(report.gone);
        QCOMPARE(report.found, 3);
        QVERIFY(!report.hadToKill);
        QVERIFY(!isAlive(printed[0].toLongLong()));
        QVERIFY(!isAlive(printed[1].toLongLong()));
        QVERIFY(run.waitForDone());
    }

    void whatIgnoresTermIsKilled()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(marked({u"ignore:term"_s, u"child"_s, u"out:ready"_s, u"hang"_s}, "tree-2-1"));
        QVERIFY(run.waitForOutput("ready"));
        const auto report = endTree(TreeIdentity::of(run->pid(), "tree-2-1"), 100);
        QVERIFY(report.gone);
        QVERIFY(report.hadToKill);
        QVERIFY(run.waitForDone());
    }

    void aDaemonWithoutMarkerIsFoundWhileItsSessionOrParentIs()
    {
        // It left the session, its parent is gone and its environment is empty: outside a sandbox nothing proves it
        // ours.
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(marked({u"lostdaemon"_s, u"out:ready"_s, u"hang"_s}, "tree-3-1"));
        QVERIFY(run.waitForOutput("ready"));
        const auto lost = run.out.split('\n').first().toLongLong();
        QVERIFY(endTree(TreeIdentity::of(run->pid(), "tree-3-1"), 1000).gone);
        QVERIFY(isAlive(lost));
        QCOMPARE(::kill(static_cast<pid_t>(lost), SIGKILL), 0);
    }

    void leftOversAreFoundByTheirStore()
    {
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(marked({u"daemon"_s, u"exit:0"_s}, "leftstore-7-2"));
        QVERIFY(run.waitForDone());
        const auto daemon = run.out.trimmed().toLongLong();
        QTRY_VERIFY(leftOverTrees("leftstore").contains("leftstore-7-2"));
        QCOMPARE(pids(leftOverTrees("leftstore").value("leftstore-7-2")), QList<qint64>{daemon});
        QVERIFY(leftOverTrees("left").isEmpty());
        // The leader is long gone; the marker alone proves it.
        const auto report =
            endTree({.leader = run->pid(), .startTime = 1, .bootId = "x", .marker = "leftstore-7-2"}, 5000);
        QVERIFY(report.gone);
        QCOMPARE(report.found, 1);
        QVERIFY(!isAlive(daemon));
    }

    void aTreeThatIsGoneEndsAtOnce()
    {
        const auto report =
            endTree({.leader = qint64(1) << 40, .startTime = 1, .bootId = "x", .marker = "nobody-1-1"}, 5000);
        QVERIFY(report.gone);
        QCOMPARE(report.found, 0);
    }
};

QTEST_GUILESS_MAIN(TestProcessTree)
#include "tst_processtree.moc"
