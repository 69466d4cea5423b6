// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/processrun.h"
#include "process/processtree.h"
#include "process/qtprocess.h"
#include "process/sandbox.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace docket;
using namespace Qt::StringLiterals;

namespace {

constexpr char marker[] = "survival-1-1";

// Plays Docket: starts a tree, says its identity, and waits to be killed.
int playDocket(const QString &worktree, const QString &bwrap)
{
    QtProcess process;
    ProcessSetup setup = testProgram({u"ignore:term"_s, u"child"_s, u"daemon"_s, u"out:ready"_s, u"hang"_s});
    setup.workingDirectory = worktree;
    setup.environment.insert(QLatin1StringView(attemptMarkerVariable), QLatin1StringView(marker));
    if (!bwrap.isEmpty()) {
        SandboxProfile profile{.worktree = worktree, .readable = {QFileInfo(setup.program).path()}};
        setup = insideSandbox(setup, profile, bwrap);
    }
    QByteArray said;
    QObject::connect(&process, &Process::output, &process, [&](const QByteArray &bytes) {
        said += bytes;
        if (!said.contains("ready"))
            return;
        std::puts(TreeIdentity::of(process.pid(), marker).toText().constData());
        std::fflush(stdout);
    });
    process.start(setup);
    return QCoreApplication::exec();
}

} // namespace

/** Docket is killed with kill -9 while an agent's tree runs: what is left is found and ended by its next life. */
class TestSurvival : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    TreeIdentity liveAndDie(const QString &bwrap)
    {
        QProcess docket;
        docket.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        docket.start(QCoreApplication::applicationFilePath(), {u"--docket"_s, m_folder.path(), bwrap});
        if (!QTest::qWaitFor([&] { return docket.canReadLine(); }, 20000))
            return {};
        const auto tree = TreeIdentity::fromText(docket.readLine());
        ::kill(static_cast<pid_t>(docket.processId()), SIGKILL);
        docket.waitForFinished();
        return tree.value_or(TreeIdentity{});
    }

private Q_SLOTS:
    void whatIsLeftWithoutSandboxIsFoundAndEnded()
    {
        const TreeIdentity tree = liveAndDie({});
        QVERIFY(tree.leader > 0);
        const auto left = leftOverTrees("survival").value(marker);
        QCOMPARE(left.size(), 3); // the leader, its child, its daemon
        TreeKiller killer(tree, 100);
        TreeKiller::Report report;
        connect(&killer, &TreeKiller::finished, this, [&](const TreeKiller::Report &ended) { report = ended; });
        killer.start();
        QTRY_VERIFY_WITH_TIMEOUT(report.gone, 20000);
        QVERIFY(report.hadToKill);
        QVERIFY(leftOverTrees("survival").isEmpty());
    }

    void inTheSandboxNothingIsLeft()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        QtProcessFactory factory;
        SandboxProbe probe(factory);
        SandboxStatus status;
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &found) { status = found; });
        probe.start(environment);
        QTRY_VERIFY(!status.sentence.isEmpty());
        if (!status.available)
            QSKIP(qPrintable(status.sentence));
        QVERIFY(liveAndDie(status.program).leader > 0);
        QTRY_VERIFY_WITH_TIMEOUT(leftOverTrees("survival").isEmpty(), 20000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--docket"_s)
        return playDocket(arguments.value(2), arguments.value(3));
    TestSurvival test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_survival.moc"
