// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/launch.h"

#include "helpers/sessionrun.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestLaunch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placeholdersAreFilledInOnce()
    {
        const LaunchValues values{.prompt = u"say {model} to $HOME"_s,
                                  .promptFile = u"/p"_s,
                                  .worktree = u"/w"_s,
                                  .task = u"T-7"_s,
                                  .model = u"m"_s,
                                  .round = 2};
        QCOMPARE(expandCommand({u"a"_s, u"{prompt}"_s, u"--file={prompt_file}"_s, u"{worktree}/x"_s,
                                u"{task}-{round}"_s, u"{other}"_s},
                               values),
                 (QStringList{u"a"_s, u"say {model} to $HOME"_s, u"--file=/p"_s, u"/w/x"_s, u"T-7-2"_s, u"{other}"_s}));
    }

    void aModelThatIsNotSetTakesItsOptionWithIt()
    {
        QCOMPARE(expandCommand({u"a"_s, u"-m"_s, u"{model}"_s, u"go"_s}, {}), (QStringList{u"a"_s, u"go"_s}));
        QCOMPARE(expandCommand({u"a"_s, u"--model={model}"_s, u"go"_s}, {}), (QStringList{u"a"_s, u"go"_s}));
        QCOMPARE(expandCommand({u"a"_s, u"run"_s, u"{model}"_s}, {}), (QStringList{u"a"_s, u"run"_s}));
        QCOMPARE(expandCommand({u"a"_s, u"-m"_s, u"{model}"_s}, {.model = u"x"_s}),
                 (QStringList{u"a"_s, u"-m"_s, u"x"_s}));
    }

    void theEnvironmentIsCleanAndMarked()
    {
        RoundFolder folder;
        RoundRequest request = folder.request(u"p"_s);
        request.environment.insert(u"SOME_TOKEN"_s, u"secret"_s);
        request.environment.insert(u"MY_KEY"_s, u"key"_s);
        const AgentProfile profile{.id = u"x"_s, .name = u"X"_s, .command = {u"sh"_s}, .keepEnvironment = {u"MY_KEY"_s},
                                   .environment = {{u"WHERE"_s, u"{worktree}"_s}}};
        const auto setup = launchSetup(profile, request);
        QVERIFY(setup);
        QVERIFY(!setup->environment.contains(u"SOME_TOKEN"_s));
        QCOMPARE(setup->environment.value(u"MY_KEY"_s), u"key"_s);
        QCOMPARE(setup->environment.value(u"WHERE"_s), folder.worktree());
        QCOMPARE(setup->environment.value(u"DOCKET_ATTEMPT"_s).toUtf8(), request.marker);
        QCOMPARE(setup->workingDirectory, folder.worktree());
        QVERIFY(setup->program.startsWith(u'/'));
    }

    void aProgramThatIsNotThereNamesTheWayToGetIt()
    {
        RoundFolder folder;
        const AgentProfile profile{.id = u"x"_s, .name = u"Xylo"_s, .command = {u"no-such-agent-of-docket"_s},
                                   .installHint = u"Install it with: magic"_s};
        const auto setup = launchSetup(profile, folder.request(u"p"_s));
        QVERIFY(!setup);
        QCOMPARE(setup.error().code, ErrorCode::NotFound);
        QVERIFY(setup.error().detail.contains(u"Xylo is not installed. Install it with: magic"_s));
    }

    void thePromptFileHoldsThePromptAndIsReadableInside()
    {
        RoundFolder folder;
        RoundRequest request = folder.request(u"Grüße"_s, 3);
        request.sandbox = SandboxProfile{.home = folder.path()};
        const AgentProfile profile{
            .id = u"x"_s, .name = u"X"_s, .command = {u"sh"_s, u"{prompt_file}"_s}, .promptMode = PromptMode::File};
        const auto setup = launchSetup(profile, request);
        QVERIFY(setup);
        QFile file(setup->arguments.value(0));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "Grüße");
        QVERIFY(sandboxFor(profile, request, *setup).readable.contains(request.scratchFolder));
    }

    void theSandboxShowsWhatTheProgramNeedsAndNoMore()
    {
        RoundFolder folder;
        const QString home = folder.path() + u"/home"_s;
        const QString package = home + u"/.local/lib/node_modules/agent/bin"_s;
        QDir().mkpath(package);
        QDir().mkpath(home + u"/.local/bin"_s);
        QFile program(package + u"/agent.js"_s);
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        QVERIFY(QFile::link(program.fileName(), home + u"/.local/bin/agent"_s));
        RoundRequest request = folder.request(u"p"_s);
        request.environment.insert(u"HOME"_s, home);
        request.environment.insert(u"PATH"_s, home + u"/.local/bin:/usr/bin:/bin"_s);
        request.sandbox = SandboxProfile{.home = home};
        const AgentProfile profile{.id = u"x"_s,
                                   .name = u"X"_s,
                                   .command = {u"agent"_s},
                                   .configFolders = {u".agent"_s},
                                   .needsNetwork = false};
        const auto setup = launchSetup(profile, request);
        QVERIFY(setup);
        const SandboxProfile sandbox = sandboxFor(profile, request, *setup);
        QVERIFY(sandbox.readable.contains(home + u"/.local/bin"_s));
        QVERIFY(sandbox.readable.contains(home + u"/.local/lib/node_modules"_s));
        QVERIFY(!sandbox.readable.contains(home));
        QVERIFY(!sandbox.readable.contains(home + u"/.local"_s));
        QCOMPARE(sandbox.writable, QStringList{home + u"/.agent"_s});
        QCOMPARE(sandbox.worktree, folder.worktree());
        QVERIFY(!sandbox.network);
    }

    void aFolderIsAlsoWhereThePersonMovedIt()
    {
        QProcessEnvironment person(QProcessEnvironment::Initialization{});
        person.insert(u"HOME"_s, u"/home/ann"_s);
        QCOMPARE(foldersOf(u".config/agent"_s, person), QStringList{u"/home/ann/.config/agent"_s});
        person.insert(u"XDG_CONFIG_HOME"_s, u"/data/settings"_s);
        person.insert(u"XDG_DATA_HOME"_s, u"/data/share/"_s);
        person.insert(u"XDG_STATE_HOME"_s, u"relative"_s);
        person.insert(u"XDG_CACHE_HOME"_s, u"/home/ann/.cache"_s);
        QCOMPARE(foldersOf(u".config/agent"_s, person),
                 (QStringList{u"/home/ann/.config/agent"_s, u"/data/settings/agent"_s}));
        QCOMPARE(foldersOf(u".local/share/agent/a"_s, person),
                 (QStringList{u"/home/ann/.local/share/agent/a"_s, u"/data/share/agent/a"_s}));
        QCOMPARE(foldersOf(u".local/state/agent"_s, person), QStringList{u"/home/ann/.local/state/agent"_s});
        QCOMPARE(foldersOf(u".cache/agent"_s, person), QStringList{u"/home/ann/.cache/agent"_s});
        QCOMPARE(foldersOf(u".config"_s, person), QStringList{u"/home/ann/.config"_s}); // never all of them
        QCOMPARE(foldersOf(u".config/"_s, person), QStringList{u"/home/ann/.config/"_s});
        QCOMPARE(foldersOf(u".agent"_s, person), QStringList{u"/home/ann/.agent"_s});
    }

    void theSandboxLeavesItsMovedFoldersWritable()
    {
        RoundFolder folder;
        RoundRequest request = folder.request(u"p"_s);
        request.environment.insert(u"HOME"_s, u"/home/ann"_s);
        request.environment.insert(u"XDG_DATA_HOME"_s, u"/data"_s);
        request.sandbox = SandboxProfile{.home = u"/home/ann"_s};
        const AgentProfile profile{
            .id = u"x"_s, .name = u"X"_s, .command = {u"sh"_s}, .configFolders = {u".local/share/agent"_s}};
        const auto setup = launchSetup(profile, request);
        QVERIFY(setup);
        QCOMPARE(sandboxFor(profile, request, *setup).writable,
                 (QStringList{u"/home/ann/.local/share/agent"_s, u"/data/agent"_s}));
    }
};

QTEST_GUILESS_MAIN(TestLaunch)
#include "tst_launch.moc"
