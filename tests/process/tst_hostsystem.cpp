// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"
#include "process/hostsystem.h"
#include "process/processrun.h"
#include "process/qtprocess.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>

using namespace docket;
using namespace Qt::StringLiterals;

class TestHostSystem : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    HostSystem m_host;

    void file(const QString &path, bool executable = true)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n");
        if (executable)
            file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
    }

    QProcessEnvironment path(const QString &value) const
    {
        QProcessEnvironment environment(QProcessEnvironment::Initialization{});
        environment.insert(u"PATH"_s, value);
        return environment;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_host = {m_folder.filePath(u"usr"_s), m_folder.filePath(u"etc"_s)};
        file(m_host.usr + u"/bin/agent"_s);
        file(m_host.usr + u"/lib/real-node"_s);
        file(m_host.usr + u"/bin/notes"_s, false);
        QDir().mkpath(m_host.etc + u"/alternatives"_s);
        QVERIFY(QFile::link(u"/etc/alternatives/node"_s, m_host.usr + u"/bin/node"_s));
        QVERIFY(QFile::link(u"/usr/lib/real-node"_s, m_host.etc + u"/alternatives/node"_s));
        QVERIFY(QFile::link(u"../bin/ring"_s, m_host.usr + u"/bin/ring"_s));
    }

    void withoutAWordInTheEnvironmentDocketRunsOnTheSystemItself()
    {
        const HostSystem here = HostSystem::fromEnvironment(path(u"/usr/bin"_s));
        QVERIFY(!here.isApart());
        QCOMPARE(here.seenFromHere(u"/usr/bin/sh"_s), u"/usr/bin/sh"_s);
        const ProcessSetup setup = testProgram({u"exit:0"_s});
        QCOMPARE(here.started(setup, u"/usr/bin/bwrap"_s), setup);
    }

    void aFolderThatIsNoSystemIsNotBelieved()
    {
        QProcessEnvironment environment;
        environment.insert(u"DOCKET_HOST_USR"_s, u"/nowhere"_s);
        QVERIFY(!HostSystem::fromEnvironment(environment).isApart());
    }

    void programsAreFoundInTheSystemAndNamedAsItNamesThem()
    {
        QCOMPARE(m_host.findProgram(u"agent"_s, path(u"/usr/local/bin:/usr/bin"_s)), u"/usr/bin/agent"_s);
        QCOMPARE(m_host.findProgram(u"agent"_s, path(u"/bin"_s)), u"/bin/agent"_s);
        QCOMPARE(m_host.findProgram(u"/usr/bin/agent"_s, {}), u"/usr/bin/agent"_s);
        // What the toolchain has and the system has not is not there.
        QCOMPARE(m_host.findProgram(u"sh"_s, path(u"/usr/bin"_s)), QString());
        QCOMPARE(m_host.findProgram(u"notes"_s, path(u"/usr/bin"_s)), QString());
    }

    void linksAreFollowedAsTheSystemWould()
    {
        QCOMPARE(m_host.seenFromHere(u"/usr/bin/node"_s), m_host.usr + u"/lib/real-node"_s);
        QCOMPARE(m_host.findProgram(u"node"_s, path(u"/usr/bin"_s)), u"/usr/bin/node"_s);
        QCOMPARE(m_host.findProgram(u"ring"_s, path(u"/usr/bin"_s)), QString());
    }

    void aPathOutsideTheSystemIsItself()
    {
        QCOMPARE(m_host.seenFromHere(u"/home/ada/bin/agent"_s), u"/home/ada/bin/agent"_s);
        QCOMPARE(m_host.seenFromHere(u"/usrlocal/agent"_s), u"/usrlocal/agent"_s);
    }

    void whereItIsKeptIsNotTold()
    {
        ProcessSetup setup = testProgram({});
        setup.environment.insert(u"DOCKET_HOST_USR"_s, m_host.usr);
        setup.environment.insert(u"KEEP"_s, u"me"_s);
        const ProcessSetup outside = m_host.started(setup, u"/usr/bin/bwrap"_s);
        QVERIFY(!outside.environment.contains(u"DOCKET_HOST_USR"_s));
        QCOMPARE(outside.environment.value(u"KEEP"_s), u"me"_s);
        QVERIFY(outside.isLauncher);
        QVERIFY(outside.arguments.join(u' ').contains(u"--bind "_s + m_host.usr + u" /usr"_s));
    }

    // The real thing: /usr put over itself, so that every path of the launcher is walked on any machine with
    // bubblewrap.
    void aProgramStartedThereKeepsItsArgumentsOutputAndExitCode()
    {
        ProcessSetup setup = testProgram({u"out:there"_s, u"env:KEEP"_s, u"exit:5"_s});
        setup.environment.insert(u"DOCKET_HOST_USR"_s, u"/usr"_s);
        setup.environment.insert(u"KEEP"_s, u"kept"_s);
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(cleaned(setup));
        QVERIFY(run.waitForDone());
        QVERIFY2(run.out == "there\nkept\n", run.err.constData());
        QCOMPARE(run.result.exitCode, 5);
        QVERIFY(run.orderIsKept);
    }

    void aProgramStartedThereHearsSignals()
    {
        ProcessSetup setup = testProgram({u"tell:TERM"_s, u"out:ready"_s, u"hang"_s});
        setup.environment.insert(u"DOCKET_HOST_USR"_s, u"/usr"_s);
        ProcessRun run(std::make_unique<QtProcess>());
        run->start(setup);
        QVERIFY(run.waitForOutput("ready"));
        run->terminate();
        QVERIFY(run.waitForDone());
        QVERIFY2(run.out.contains("told"), run.out.constData());
    }

    void theCleanEnvironmentStillKnowsWhereTheSystemIs()
    {
        QProcessEnvironment person;
        person.insert(u"DOCKET_HOST_USR"_s, u"/somewhere/usr"_s);
        QCOMPARE(cleanEnvironment(person).value(u"DOCKET_HOST_USR"_s), u"/somewhere/usr"_s);
    }

private:
    static ProcessSetup cleaned(ProcessSetup setup)
    {
        setup.environment = cleanEnvironment(setup.environment, {u"KEEP"_s});
        return setup;
    }
};

QTEST_GUILESS_MAIN(TestHostSystem)
#include "tst_hostsystem.moc"
