// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** Whatever an agent does, its task ends in a clear state, with spec and snapshots kept and no process left. */
class TestEngineMischief : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayOfMisbehavingEndsInAClearState_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("contained");
        QTest::addColumn<TaskState>("expected");
        const auto row = [](const char *way, TaskState expected, bool contained = true) {
            QTest::newRow(QByteArray(way + QByteArray(contained ? "" : ", not contained")).constData())
                << QString::fromLatin1(way) << contained << expected;
        };
        row("crashes", TaskState::Failed);
        row("exits", TaskState::Failed);
        row("ends-without-word", TaskState::Interrupted); // without a positive end nobody knows
        row("floods", TaskState::Failed);
        row("bad-utf8", TaskState::Review);
        row("no-newline", TaskState::Review);
        row("broken-json", TaskState::Review);
        row("only-broken-json", TaskState::Failed);
        row("refuses", TaskState::Failed);
        row("daemons", TaskState::Review);
        row("daemons", TaskState::Review, false);
        row("removes-worktree", TaskState::Review); // the folder itself is not its to remove; its content is
        row("removes-worktree", TaskState::Failed, false);
    }

    void everyWayOfMisbehavingEndsInAClearState()
    {
        QFETCH(QString, way);
        QFETCH(bool, contained);
        QFETCH(TaskState, expected);
        EngineRig rig;
        rig.contained = contained;
        rig.sample(way);
        QVERIFY(rig.start());
        rig.rememberStore();
        if (contained && !rig.engine->core().sandbox().available)
            QSKIP("bubblewrap does not work here");
        const TaskId task = rig.add(u"sample-"_s + way);
        QVERIFY(rig.reaches(task, expected));
        QVERIFY(rig.noProcessIsLeft());
        const TaskRecord record = rig.record(task);
        if (expected != TaskState::Review)
            QVERIFY2(record.task.failureText.size() > 20, qPrintable(record.task.failureText));
        QVERIFY(rig.engine->tasks().spec(task, 0));
        if (way != u"removes-worktree"_s)
            QVERIFY(rig.atSnapshot(task, "docs/started.md").contains("The work had begun."));
        QVERIFY(QFileInfo(rig.paths.data + u'/' + record.rounds.constLast().transcriptPath).size() < (80 << 20));
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QVERIFY(rig.repo.fsck());
        // It can be tried again, whatever happened to the worktree.
        QVERIFY(rig.order(task, TaskOrder::Cancel));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).attempts.constFirst().worktreeRemoved, EngineRig::patience);
        QVERIFY(rig.chainHolds());
    }

    void anAgentThatHangsIsEndedWhenAPersonSaysSo_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("contained");
        QTest::newRow("hangs") << u"hangs"_s << true;
        QTest::newRow("ignores SIGTERM") << u"ignores-term"_s << true;
        QTest::newRow("ignores SIGTERM, not contained") << u"ignores-term"_s << false;
    }

    void anAgentThatHangsIsEndedWhenAPersonSaysSo()
    {
        QFETCH(QString, way);
        QFETCH(bool, contained);
        EngineRig rig;
        rig.contained = contained;
        rig.sample(way);
        QVERIFY(rig.start());
        rig.rememberStore();
        const TaskId task = rig.add(u"sample-"_s + way);
        QVERIFY(rig.reaches(task, TaskState::Working));
        const QString started = rig.record(task).attempts.constFirst().worktree + u"/docs/started.md"_s;
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(started), EngineRig::patience);
        QVERIFY(rig.order(task, TaskOrder::Interrupt));
        QVERIFY(rig.reaches(task, TaskState::Interrupted));
        QVERIFY(rig.noProcessIsLeft());
        QVERIFY(rig.atSnapshot(task, "docs/started.md").contains("The work had begun."));
    }

    void theNextRoundFindsItsWorktreeAgain()
    {
        EngineRig rig;
        rig.contained = false;
        rig.agent(u"vandal"_s, u"if [ -e two.txt ]; then cat two.txt > three.txt; else echo two > two.txt; fi"_s);
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"vandal"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        // Somebody cleans up /tmp, or a git file was rewritten.
        QVERIFY(QDir(rig.record(task).attempts.constFirst().worktree).removeRecursively());
        QVERIFY(rig.verdict(task, Verdict::RequestChanges, u"More"_s));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.atSnapshot(task, "three.txt"), QByteArray("two\n"));
    }

    void aRewrittenGitFileChoosesNothing()
    {
        EngineRig rig;
        rig.contained = false;
        const QString canary = rig.home.filePath(u"canary"_s);
        rig.agent(
            u"forger"_s,
            u"rm -f .git; mkdir evil; git init -q evil; printf '#!/bin/sh\\ntouch %1\\n' > evil/.git/hooks/pre-commit; "
            u"chmod +x evil/.git/hooks/pre-commit; "
            "git -C evil config core.fsmonitor 'touch %1'; echo \"gitdir: $PWD/evil/.git\" > .git; echo x > x.txt"_s
                .arg(canary));
        QVERIFY(rig.start());
        const TaskId task = rig.add(u"forger"_s);
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(rig.atSnapshot(task, "x.txt"), QByteArray("x\n"));
        QVERIFY(!QFile::exists(canary));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestEngineMischief test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_enginemischief.moc"
