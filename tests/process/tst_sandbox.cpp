// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"
#include "process/processrun.h"
#include "process/processtree.h"
#include "process/qtprocess.h"
#include "process/sandbox.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

using namespace docket;
using namespace Qt::StringLiterals;

/** The escapes that were seen or thought of, tried by a real program inside the real sandbox. */
class TestSandbox : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SandboxStatus m_status;
    SandboxProfile m_profile;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    static void put(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "(unreadable)";
    }

    QByteArrayList inside(const QStringList &steps, const ResourceLimits &limits = {})
    {
        ProcessSetup setup = testProgram(steps);
        setup.limits = limits;
        setup.workingDirectory = m_profile.worktree;
        SandboxProfile profile = m_profile;
        profile.readable << QFileInfo(setup.program).path();
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, profile, m_status.program));
        if (!run.waitForDone() || run.result.exitCode != 0)
            qWarning() << run.err;
        return run.out.trimmed().split('\n');
    }

private Q_SLOTS:
    void initTestCase()
    {
        QtProcessFactory factory;
        SandboxProbe probe(factory);
        bool over = false;
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &status) {
            m_status = status;
            over = true;
        });
        probe.start(QProcessEnvironment::systemEnvironment());
        QTRY_VERIFY(over);
        if (!m_status.available)
            QSKIP(qPrintable(m_status.sentence));
    }

    void init()
    {
        QDir(path(u"home"_s)).removeRecursively();
        m_profile = {.worktree = path(u"home/data/worktrees/t1"_s),
                     .gitFolder = path(u"home/project/.git"_s),
                     .home = path(u"home"_s)};
        put(m_profile.worktree + u"/file"_s, "content\n");
        put(m_profile.worktree + u"/.git"_s, "gitdir: somewhere\n");
        put(m_profile.gitFolder + u"/config"_s, "[core]\n");
        put(m_profile.gitFolder + u"/hooks/pre-commit"_s, "#!/bin/sh\n");
        put(path(u"home/project/source"_s), "source\n");
        put(path(u"home/.ssh/id"_s), "secret\n");
        put(path(u"home/.agent/config"_s), "settings\n");
    }

    void theWorktreeIsWritable()
    {
        QCOMPARE(inside({u"write:file"_s, u"write:new"_s, u"cwd"_s}),
                 (QByteArrayList{"ok", "ok", m_profile.worktree.toUtf8()}));
        QCOMPARE(read(m_profile.worktree + u"/file"_s), "content\nescaped\n");
    }

    void theSystemIsReadOnly()
    {
        QCOMPARE(inside({u"write:/etc/docket-test"_s, u"write:/usr/docket-test"_s, u"read:/etc/passwd"_s}),
                 (QByteArrayList{"refused", "refused", "ok"}));
    }

    void homeIsHidden()
    {
        QCOMPARE(inside({u"read:"_s + path(u"home/.ssh/id"_s), u"read:"_s + path(u"home/project/source"_s)}),
                 (QByteArrayList{"refused", "refused"}));
        inside({u"write:"_s + path(u"home/lost"_s)});
        QVERIFY(!QFile::exists(path(u"home/lost"_s)));
    }

    void whatTheProfileNamesIsThere()
    {
        m_profile.writable << path(u"home/.agent"_s);
        QCOMPARE(inside({u"write:"_s + path(u"home/.agent/config"_s)}), QByteArrayList{"ok"});
        QCOMPARE(read(path(u"home/.agent/config"_s)), "settings\nescaped\n");
    }

    void aLinkLeadsNowhere()
    {
        QVERIFY(QFile::link(path(u"home/project/source"_s), m_profile.worktree + u"/link"_s));
        QVERIFY(QFile::link(path(u"home/.ssh"_s), m_profile.worktree + u"/keys"_s));
        // What is written through the link lands in the empty home, which is gone with the run.
        QCOMPARE(inside({u"write:link"_s, u"read:keys/id"_s}).value(1), "refused");
        QCOMPARE(read(path(u"home/project/source"_s)), "source\n");
    }

    void theMainRepositoryIsReadOnly()
    {
        const QString git = m_profile.gitFolder;
        QCOMPARE(inside({u"write:"_s + git + u"/config"_s, u"write:"_s + git + u"/hooks/pre-commit"_s,
                         u"write:"_s + git + u"/hooks/post-checkout"_s, u"read:"_s + git + u"/config"_s}),
                 (QByteArrayList{"refused", "refused", "refused", "ok"}));
    }

    void theGitFileCannotBeRewritten()
    {
        QCOMPARE(inside({u"write:.git"_s}), QByteArrayList{"refused"});
        ProcessSetup setup = testProgram({});
        setup.program = u"/bin/sh"_s;
        setup.arguments = {u"-c"_s, u"rm -f .git; mv file .git; ln -sf /tmp .git; echo gitdir: evil > .git; true"_s};
        setup.workingDirectory = m_profile.worktree;
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, m_profile, m_status.program));
        QVERIFY(run.waitForDone());
        QCOMPARE(read(m_profile.worktree + u"/.git"_s), "gitdir: somewhere\n");
    }

    void removingTheWorktreeLeavesItsGitFile()
    {
        inside({u"removecwd"_s});
        QCOMPARE(read(m_profile.worktree + u"/.git"_s), "gitdir: somewhere\n");
    }

    void otherProcessesCannotBeReached()
    {
        QCOMPARE(inside({u"kill:"_s + QString::number(::getpid()), u"read:/proc/%1/environ"_s.arg(::getpid())}),
                 (QByteArrayList{"refused", "refused"}));
    }

    void docketCannotBeDebuggedAndItsSocketsAreOutOfSight()
    {
        const QString socket = path(u"home/run/docket/control"_s);
        QDir().mkpath(QFileInfo(socket).path());
        QLocalServer server;
        QVERIFY(server.listen(socket));
        m_profile.hidden << QFileInfo(socket).path();
        const QString self = QString::number(::getpid());
        QCOMPARE(inside({u"trace:"_s + self, u"read:/proc/%1/mem"_s.arg(self), u"read:/proc/%1/maps"_s.arg(self),
                         u"connect:"_s + socket}),
                 (QByteArrayList{"refused", "refused", "refused", "refused"}));
    }

    void theEnvironmentHoldsNoSecret()
    {
        QProcessEnvironment person = QProcessEnvironment::systemEnvironment();
        for (const auto &name :
             {u"AWS_SECRET_ACCESS_KEY"_s, u"GITHUB_TOKEN"_s, u"SSH_AUTH_SOCK"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
            person.insert(name, u"secret"_s);
        ProcessSetup setup = testProgram({u"env:AWS_SECRET_ACCESS_KEY"_s, u"env:GITHUB_TOKEN"_s, u"env:SSH_AUTH_SOCK"_s,
                                          u"env:DBUS_SESSION_BUS_ADDRESS"_s});
        setup.environment = cleanEnvironment(person);
        setup.workingDirectory = m_profile.worktree;
        SandboxProfile profile = m_profile;
        profile.readable << QFileInfo(setup.program).path();
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, profile, m_status.program));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "(unset)\n(unset)\n(unset)\n(unset)\n");
    }

    void memoryAndFilesHaveTheirLimits()
    {
        const ResourceLimits limits{.fileBytes = 4 << 20, .dataBytes = 200 << 20};
        QCOMPARE(inside({u"eat:50"_s, u"eat:300"_s}, limits), (QByteArrayList{"ok", "refused"}));
        QCOMPARE(inside({u"grow:20"_s}, limits), QByteArrayList{"4"});
        QCOMPARE(QFileInfo(m_profile.worktree + u"/grown"_s).size(), 4 << 20);
    }

    void aForkBombStopsAtItsLimit()
    {
        if (::geteuid() == 0)
            QSKIP("The kernel holds root to no number of processes; run this test as another user (setpriv --reuid "
                  "1000 ctest -R sandbox).");
        m_profile.helper = qEnvironmentVariable("DOCKET_INSIDE");
        m_profile.processes = 40;
        const QByteArrayList answer = inside({u"forks:200"_s});
        QVERIFY2(answer.constFirst().toInt() > 5 && answer.constFirst().toInt() <= 40, answer.constFirst().constData());
    }

    void theHelperStartsTheProgramAsItWas()
    {
        m_profile.helper = qEnvironmentVariable("DOCKET_INSIDE");
        m_profile.processes = 400;
        QCOMPARE(inside({u"out:a b"_s, u"cwd"_s, u"env:HTTPS_PROXY"_s}),
                 (QByteArrayList{"a b", m_profile.worktree.toUtf8(), "(unset)"}));
    }

    void temporaryFilesAreItsOwn()
    {
        const QString name = u"/tmp/docket-sandbox-test-%1"_s.arg(::getpid());
        QCOMPARE(inside({u"write:"_s + name}), QByteArrayList{"ok"});
        QVERIFY(!QFile::exists(name));
    }

    void aDaemonWithoutAnyMarkDiesWithIt()
    {
        ProcessSetup setup = testProgram({u"lostdaemon"_s, u"ignore:term"_s, u"out:ready"_s, u"hang"_s});
        setup.workingDirectory = m_profile.worktree;
        SandboxProfile profile = m_profile;
        profile.readable << QFileInfo(setup.program).path();
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, profile, m_status.program));
        QVERIFY(run.waitForOutput("ready"));
        const TreeIdentity tree = TreeIdentity::of(run->pid(), "sandbox-1-1");
        const auto before = treeMembers(tree, runningProcesses(), tree.bootId, ::getpid());
        QVERIFY(before.size() >= 3);
        TreeKiller killer(tree, 100);
        bool gone = false;
        connect(&killer, &TreeKiller::finished, this, [&](const TreeKiller::Report &report) { gone = report.gone; });
        killer.start();
        QTRY_VERIFY_WITH_TIMEOUT(gone, 20000);
        const auto after = runningProcesses();
        for (const ProcessInfo &member : before) {
            QVERIFY(std::ranges::none_of(after, [&](const ProcessInfo &process) {
                return process.pid == member.pid && process.startTime == member.startTime && process.isAlive();
            }));
        }
        QVERIFY(run.waitForDone());
    }

    void aPoliteSignalReachesTheProgram()
    {
        ProcessSetup setup = testProgram({u"tell:term"_s, u"out:ready"_s, u"hang"_s});
        setup.workingDirectory = m_profile.worktree;
        SandboxProfile profile = m_profile;
        profile.readable << QFileInfo(setup.program).path();
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, profile, m_status.program));
        QVERIFY(run.waitForOutput("ready"));
        run->terminate();
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "ready\ntold\n");
        QCOMPARE(run.result.exitCode, 7);
    }

    void withoutNetworkOnlyLoopbackOfItsOwnIsLeft()
    {
        m_profile.network = false;
        ProcessSetup setup = testProgram({});
        setup.program = u"/bin/sh"_s;
        setup.arguments = {u"-c"_s, u"cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' '"_s};
        setup.workingDirectory = m_profile.worktree;
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, m_profile, m_status.program));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, "lo\n");
    }

    void gitLooksAtTheWorktreeAndCannotCommit()
    {
        const auto git = [&](const QString &folder, const QStringList &arguments) {
            QProcess process;
            process.setWorkingDirectory(folder);
            process.start(u"git"_s,
                          QStringList{u"-c"_s, u"user.name=T"_s, u"-c"_s, u"user.email=t@example.org"_s} + arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        const QString project = path(u"home/real"_s);
        const QString worktree = path(u"home/data/worktrees/real"_s);
        QVERIFY(QDir().mkpath(project));
        if (!git(project, {u"init"_s, u"-q"_s}))
            QSKIP("git is not installed");
        put(project + u"/file"_s, "one\n");
        QVERIFY(git(project, {u"add"_s, u"file"_s}) && git(project, {u"commit"_s, u"-qm"_s, u"first"_s}));
        QVERIFY(git(project, {u"worktree"_s, u"add"_s, u"-q"_s, worktree}));
        m_profile.worktree = worktree;
        m_profile.gitFolder = project + u"/.git"_s;
        ProcessSetup setup = testProgram({});
        setup.program = u"/bin/sh"_s;
        setup.arguments = {
            u"-c"_s,
            u"echo two >> file; git status --short; git diff --stat | tail -1; git log --oneline | wc -l; "
            "git -c user.name=x -c user.email=x commit -qam evil && echo committed; "
            "git config core.fsmonitor /bin/evil && echo configured; "
            "echo x > $(git rev-parse --git-common-dir)/hooks/pre-commit && echo hooked; true"_s};
        setup.environment.insert(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
        setup.workingDirectory = worktree;
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(insideSandbox(setup, m_profile, m_status.program));
        QVERIFY(run.waitForDone());
        QCOMPARE(run.out, " M file\n 1 file changed, 1 insertion(+)\n1\n");
    }

    void whatIsNotThereNeedsNoHiding()
    {
        m_profile.hidden = {u"/no/such/folder"_s};
        QCOMPARE(inside({u"out:fine"_s}), QByteArrayList{"fine"});
        m_profile.home = u"/no/such/home"_s;
        QCOMPARE(inside({u"out:fine"_s}), QByteArrayList{"fine"});
    }

    void withoutBubblewrapItSaysSo()
    {
        QtProcessFactory factory;
        SandboxProbe probe(factory);
        SandboxStatus status{.available = true};
        connect(&probe, &SandboxProbe::finished, this, [&](const SandboxStatus &found) { status = found; });
        QProcessEnvironment nothing;
        nothing.insert(u"PATH"_s, u"/nowhere"_s);
        probe.start(nothing);
        QTRY_VERIFY(!status.available);
        QVERIFY(status.sentence.contains(u"not contained"_s));
    }
};

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
