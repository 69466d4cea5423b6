// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/control/enginehost.h"
#include "engine/enginerig.h"

#include <QBuffer>
#include <QJsonDocument>

using namespace docket;
using namespace docket::cli;
using namespace docket::test;
using namespace Qt::StringLiterals;

/** The commands, with buffers for a terminal; with a running engine beside them, and without. */
class TestCli : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;

        QJsonObject json() const { return QJsonDocument::fromJson(output.trimmed().split('\n').last()).object(); }
    };

    static Outcome run(const EngineRig &rig, const QStringList &arguments, const QByteArray &input = {},
                       const WindowOpener &opener = {})
    {
        QBuffer in;
        QBuffer out;
        QBuffer err;
        in.setData(input);
        (void)in.open(QIODevice::ReadOnly);
        (void)out.open(QIODevice::WriteOnly);
        (void)err.open(QIODevice::WriteOnly);
        Cli cli(rig.paths, {&in, &out, &err});
        cli.setWindowOpener(opener);
        QSignalSpy finished(&cli, &Cli::finished);
        cli.start(arguments);
        if (finished.isEmpty() && !finished.wait(EngineRig::patience))
            return {-1, out.data(), err.data()};
        return {finished.constFirst().constFirst().toInt(), out.data(), err.data()};
    }

    static QStringList inProject(const EngineRig &rig, QStringList arguments)
    {
        return arguments << u"--project"_s << rig.repo.path();
    }

private Q_SLOTS:
    void theWholeWayByCommands()
    {
        EngineRig rig("checks:\n  there: test -f new.txt\n");
        rig.agent(u"writer"_s, u"echo hello >> new.txt"_s);
        // Without an engine: each command makes one for the moment.
        const Outcome added =
            run(rig, inProject(rig, {u"add"_s, u"-"_s, u"--agent"_s, u"writer"_s, u"--queue"_s, u"--json"_s}),
                "# Say hello\n\nIn new.txt.\n");
        QCOMPARE(added.errors, QByteArray());
        QCOMPARE(added.code, 0);
        const QString task = QString::number(added.json().value(u"id"_s).toInt());
        QCOMPARE(added.json().value(u"state"_s).toString(), u"queued"_s);
        const Outcome waited = run(rig, {u"wait"_s, task});
        QCOMPARE(waited.code, int(ExitCode::Refused)); // nobody would ever do it
        QVERIFY(waited.errors.contains("docket run"));

        const Outcome ran = run(rig, {u"run"_s, u"--until-idle"_s, u"--json"_s});
        QCOMPARE(ran.code, 0);
        Outcome shown = run(rig, {u"show"_s, task, u"--json"_s});
        QCOMPARE(shown.json().value(u"state"_s).toString(), u"in-review"_s);
        QVERIFY(run(rig, {u"diff"_s, task}).output.contains("+hello"));
        QCOMPARE(run(rig, {u"merge"_s, task}).code, int(ExitCode::Refused));

        QCOMPARE(
            run(rig, {u"comment"_s, task, u"Twice, please"_s, u"--file"_s, u"new.txt"_s, u"--line"_s, u"1"_s}).code, 0);
        QCOMPARE(run(rig, {u"request-changes"_s, task, u"--note"_s, u"-"_s}, "Nearly there.").code, 0);
        QCOMPARE(run(rig, {u"run"_s, u"--until-idle"_s}).code, 0);
        QVERIFY(run(rig, {u"diff"_s, task}).output.contains("+hello\n+hello"));
        QCOMPARE(run(rig, {u"approve"_s, task}).code, 0);
        QVERIFY(run(rig, {u"merge"_s, task, u"--dry-run"_s}).output.contains("Docket-Evidence: there passed"));
        const Outcome merged = run(rig, {u"merge"_s, task, u"--strategy"_s, u"squash"_s, u"--json"_s});
        QCOMPARE(merged.code, 0);
        QCOMPARE(merged.json().value(u"mergeCommit"_s).toString().toLatin1(), rig.repo.tip("main").hex);
        QCOMPARE(rig.repo.fileContent(u"new.txt"_s), QByteArray("hello\nhello\n"));

        const QByteArray log = run(rig, {u"log"_s, task}).output;
        for (const char *word : {"task-created", "round-started", "verdict-given", "merge-done"})
            QVERIFY2(log.contains(word), word);
        QVERIFY(!run(rig, {u"list"_s}).output.contains("Say hello"));
        QVERIFY(run(rig, {u"list"_s, u"--all"_s}).output.contains("merged"));
    }

    void commandsReachTheEngineThatRuns()
    {
        EngineRig rig;
        rig.sample(u"asks"_s);
        control::EngineHost host(rig.paths, EngineMode::Active);
        QSignalSpy started(&host, &control::EngineHost::started);
        QVERIFY(host.start());
        QVERIFY(started.count() > 0 || started.wait(EngineRig::patience));
        QSignalSpy raised(&host.dispatcher(), &control::Dispatcher::raiseAsked);
        QCOMPARE(run(rig, {u"open"_s, rig.repo.path()}).code, 0);
        QCOMPARE(raised.count(), 1);

        const Outcome added = run(
            rig, inProject(rig, {u"add"_s, u"--agent"_s, u"sample-asks"_s, u"--queue"_s, u"--json"_s}), "# Ask me\n");
        const QString task = QString::number(added.json().value(u"id"_s).toInt());
        const Outcome asked = run(rig, {u"wait"_s, task, u"--json"_s});
        QCOMPARE(asked.code, int(ExitCode::NeedsPerson));
        QCOMPARE(asked.json().value(u"state"_s).toString(), u"asking"_s);
        const Outcome listed = run(rig, {u"answer"_s, task, u"--json"_s});
        const QJsonObject ask = listed.json().value(u"asks"_s).toArray().at(0).toObject();
        QVERIFY(!ask.isEmpty());
        QCOMPARE(run(rig, {u"answer"_s, task, u"no such thing"_s}).code, int(ExitCode::Usage));
        QCOMPARE(
            run(rig, {u"answer"_s, task, ask.value(u"options"_s).toArray().at(0).toObject().value(u"id"_s).toString()})
                .code,
            0);
        QCOMPARE(run(rig, {u"wait"_s, task}).code, 0);

        // A second engine says who has the store.
        const Outcome second = run(rig, {u"run"_s});
        QCOMPARE(second.code, int(ExitCode::Busy));
        QVERIFY2(second.errors.contains(QByteArray::number(QCoreApplication::applicationPid())),
                 second.errors.constData());

        QSignalSpy stopped(&host, &control::EngineHost::stopped);
        host.stop();
        QVERIFY(stopped.count() > 0 || stopped.wait(EngineRig::patience));
    }

    void budgetsAndPermissionsByCommands()
    {
        EngineRig rig;
        rig.sample(u"asks-again"_s);
        control::EngineHost host(rig.paths, EngineMode::Active);
        QSignalSpy started(&host, &control::EngineHost::started);
        QVERIFY(host.start());
        QVERIFY(!started.isEmpty() || started.wait(EngineRig::patience));
        const Outcome added = run(rig,
                                  inProject(rig,
                                            {u"add"_s, u"-"_s, u"--agent"_s, u"sample-asks-again"_s, u"--max-cost"_s,
                                             u"2.5"_s, u"--queue"_s, u"--json"_s}),
                                  "# Ask\n");
        QCOMPARE(added.code, 0);
        const QString task = QString::number(added.json().value(u"id"_s).toInt());
        QCOMPARE(added.json().value(u"budget"_s)[u"costUsd"_s].toDouble(), 2.5);
        QCOMPARE(run(rig, {u"wait"_s, task}).code, int(ExitCode::NeedsPerson));
        const Outcome budget = run(rig, {u"budget"_s, task});
        QVERIFY2(budget.output.contains("2.50 USD") && !budget.output.contains("cannot be enforced"),
                 budget.output.constData());
        QVERIFY(run(rig, {u"answer"_s, task}).output.contains("why: To show how asking works."));
        QCOMPARE(run(rig, {u"answer"_s, task, u"allow"_s, u"--for"_s, u"ever"_s}).code, int(ExitCode::Usage));
        QCOMPARE(run(rig, {u"answer"_s, task, u"allow"_s, u"--for"_s, u"project"_s}).code, 0);
        QCOMPARE(run(rig, {u"wait"_s, task}).code, 0);
        QVERIFY(run(rig, {u"permissions"_s, task}).output.contains("touch asked-1"));
        QVERIFY(run(rig, {u"permissions"_s, task, u"--withdraw"_s, u"touch asked-1"_s})
                    .output.contains("Nothing was allowed"));
        QVERIFY(run(rig, {u"log"_s, task}).output.contains("No longer allowed"));
        QVERIFY(run(rig, {u"budget"_s, task, u"--none"_s}).output.contains("Budget: none"));
        QVERIFY(run(rig, {u"budget"_s, u"--max-cost"_s, u"20"_s}).output.contains("20.00 USD"));
        QVERIFY(run(rig, {u"budget"_s}).output.contains("20.00 USD"));
        QCOMPARE(run(rig, {u"budget"_s, u"--max-cost"_s, u"-1"_s}).code, int(ExitCode::Usage));
        QCOMPARE(run(rig, {u"tell"_s, task, u"Too"_s, u"late"_s}).code, int(ExitCode::Refused));
        QSignalSpy stopped(&host, &control::EngineHost::stopped);
        host.stop();
        QVERIFY(!stopped.isEmpty() || stopped.wait(EngineRig::patience));
    }

    void openOpensAWindowWhereThereCanBeOne()
    {
        EngineRig rig;
        QStringList opened;
        bool wasFree = false;
        const WindowOpener window = [&](const Paths &paths, const QString &path) -> Result<void> {
            opened << path;
            wasFree = paths == rig.paths && !StoreLock::holder(paths.store()); // the window can have the store
            return {};
        };
        const Outcome fresh = run(rig, {u"open"_s, rig.repo.path(), u"--json"_s}, {}, window);
        QCOMPARE(fresh.code, 0);
        QCOMPARE(fresh.json().value(u"window"_s).toString(), u"opened"_s);
        QCOMPARE(opened, QStringList{rig.repo.path()});
        QVERIFY(wasFree);

        QVERIFY(run(rig, {u"open"_s, rig.repo.path(), u"--no-window"_s}, {}, window).output.contains("Project"));
        QCOMPARE(opened.size(), 1);
        const Outcome dark =
            run(rig, {u"open"_s, rig.repo.path()}, {}, [](const Paths &, const QString &) -> Result<void> {
                return fail(ErrorCode::NotFound, u"There is no display."_s);
            });
        QCOMPARE(dark.code, 0); // it is on the list, which is what can be done
        QVERIFY(dark.output.contains("There is no display."));
        QVERIFY(run(rig, {u"projects"_s}).output.contains(rig.repo.path().toUtf8()));

        control::EngineHost host(rig.paths, EngineMode::Active);
        QSignalSpy started(&host, &control::EngineHost::started);
        QVERIFY(host.start());
        QVERIFY(started.count() > 0 || started.wait(EngineRig::patience));
        const Outcome headless = run(rig, {u"open"_s, rig.repo.path(), u"--json"_s}, {}, window);
        QCOMPARE(headless.json().value(u"window"_s).toString(), u"none"_s);
        QVERIFY(headless.json().value(u"windowText"_s).toString().contains(u"docket run"_s));
        QSignalSpy raised(&host.dispatcher(), &control::Dispatcher::raiseAsked);
        QCOMPARE(run(rig, {u"open"_s, rig.repo.path(), u"--json"_s}, {}, window).json().value(u"window"_s).toString(),
                 u"raised"_s);
        QCOMPARE(raised.count(), 1);
        QCOMPARE(opened.size(), 1);
        QSignalSpy stopped(&host, &control::EngineHost::stopped);
        host.stop();
        QVERIFY(stopped.count() > 0 || stopped.wait(EngineRig::patience));
    }

    void aMergeWithoutEvidenceTakesAReason()
    {
        EngineRig rig("checks:\n  there: test -f never.txt\n");
        rig.agent(u"writer"_s, u"echo hello > new.txt"_s);
        const Outcome added =
            run(rig, inProject(rig, {u"add"_s, u"--agent"_s, u"writer"_s, u"--queue"_s, u"--json"_s}), "# Say hello\n");
        const QString task = QString::number(added.json().value(u"id"_s).toInt());
        QCOMPARE(run(rig, {u"run"_s, u"--until-idle"_s}).code, 0);
        QCOMPARE(run(rig, {u"approve"_s, task}).code, 0);
        QCOMPARE(run(rig, {u"merge"_s, task}).code, int(ExitCode::Refused));
        const Outcome dry = run(rig, {u"merge"_s, task, u"--dry-run"_s});
        QCOMPARE(dry.code, int(ExitCode::Refused));
        QVERIFY(dry.output.contains("there") && dry.output.contains("--because"));
        QCOMPARE(run(rig, {u"merge"_s, task, u"--because"_s, u" "_s}).code, int(ExitCode::Usage));
        QCOMPARE(rig.repo.tip("main"), rig.base);
        QCOMPARE(run(rig, {u"merge"_s, task, u"--because"_s, u"the check is about another branch"_s}).code, 0);
        QVERIFY(rig.repo.git({u"log"_s, u"-1"_s, u"--format=%B"_s, u"main"_s})
                    .contains("Docket-Without-Evidence: there: the check is about another branch"));
        QVERIFY(run(rig, {u"log"_s, task}).output.contains("without passed evidence of there"));
    }

    void whatWasDecidedOfATaskCanBeChanged()
    {
        EngineRig rig;
        rig.repo.branch("release");
        const Outcome added = run(rig, inProject(rig, {u"add"_s, u"--json"_s}), "# Say hello\n");
        const QString task = QString::number(added.json().value(u"id"_s).toInt());
        QCOMPARE(run(rig, {u"set"_s, task}).code, int(ExitCode::Usage));
        QCOMPARE(run(rig, {u"set"_s, task, u"--base"_s, u"nowhere"_s}).code, int(ExitCode::NotFound));
        const Outcome set = run(rig,
                                {u"set"_s, task, u"--base"_s, u"release"_s, u"--strategy"_s, u"squash"_s, u"--agent"_s,
                                 u"codex"_s, u"--json"_s});
        QCOMPARE(set.code, 0);
        QCOMPARE(set.json().value(u"baseBranch"_s).toString(), u"release"_s);
        const Outcome log = run(rig, {u"log"_s, task});
        QVERIFY(log.output.contains("Base branch set to release"));
    }

    void aRunStopsInOrderWhenItIsInterrupted()
    {
        EngineRig rig;
        rig.agent(u"slow"_s, u"echo half > half.txt; sleep 600"_s);
        QVERIFY(rig.start(EngineMode::Passive));
        rig.rememberStore();
        const TaskId task = rig.add(u"slow"_s);
        QVERIFY(rig.stop());
        QBuffer in;
        QBuffer out;
        QBuffer err;
        (void)out.open(QIODevice::WriteOnly);
        (void)err.open(QIODevice::WriteOnly);
        Cli cli(rig.paths, {&in, &out, &err});
        QSignalSpy finished(&cli, &Cli::finished);
        cli.start({u"run"_s});
        QTRY_VERIFY_WITH_TIMEOUT(out.data().contains("working"), EngineRig::patience);
        cli.interrupt();
        QVERIFY(finished.wait(EngineRig::patience));
        QCOMPARE(rig.processesLeft(), 0);
        Q_UNUSED(task)
    }

    void twoRevisionsAreComparedWithoutAStore()
    {
        EngineRig rig;
        const ObjectId second =
            rig.repo.commit("Two", {{"a.txt", "one\n2\nthree\n"}, {"bin", QByteArray("\0\1\2", 3)}});
        const QStringList revisions{QString::fromLatin1(rig.base.hex), QString::fromLatin1(second.hex)};
        const Outcome patch = run(rig, inProject(rig, QStringList{u"diff"_s} + revisions));
        QCOMPARE(patch.code, 0);
        QVERIFY(patch.output.contains("-two\n+2\n"));
        QFile file(rig.home.filePath(u"change.patch"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(patch.output);
        file.close();
        QCOMPARE(rig.repo.gitExitCode({u"apply"_s, u"--check"_s, u"-R"_s, file.fileName()}), 0);
        const Outcome json = run(rig, inProject(rig, QStringList{u"diff"_s, u"--json"_s} + revisions));
        const QList<QByteArray> objects =
            json.output.trimmed().split('\n'); // a.txt, bin, and what is about all of them
        QCOMPARE(objects.size(), 3);
        const QJsonObject all = QJsonDocument::fromJson(objects.last()).object();
        QCOMPARE(all.value(u"totals"_s).toObject().value(u"files"_s).toInt(), 2);
        QCOMPARE(all.value(u"moves_search"_s).toString(), u"whole"_s);
        QVERIFY(run(rig, inProject(rig, QStringList{u"diff"_s, u"--context"_s, u"0"_s} + revisions))
                    .output.contains("@@ -2 +2 @@"));
        QVERIFY(!run(rig,
                     inProject(rig,
                               QStringList{u"diff"_s, u"--json"_s, u"--rows"_s, u"--algorithm"_s, u"patience"_s,
                                           u"--ignore-space"_s, u"all,blank-lines"_s}
                                   + revisions))
                     .output.contains("error"));
        QVERIFY(!QFile::exists(rig.paths.store()));
        QCOMPARE(run(rig, inProject(rig, {u"diff"_s, u"HEAD"_s, u"nothing"_s})).code, int(ExitCode::NotFound));
    }

    void mistakesAreUsageErrorsInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown command") << QStringList{u"frobnicate"_s} << int(ExitCode::Usage);
        QTest::newRow("unknown option") << QStringList{u"list"_s, u"--frob"_s} << int(ExitCode::Usage);
        QTest::newRow("no task") << QStringList{u"show"_s} << int(ExitCode::Usage);
        QTest::newRow("no number") << QStringList{u"approve"_s, u"twelve"_s} << int(ExitCode::Usage);
        QTest::newRow("no such task") << QStringList{u"show"_s, u"4711"_s} << int(ExitCode::NotFound);
        QTest::newRow("empty spec") << QStringList{u"add"_s} << int(ExitCode::Usage);
        QTest::newRow("missing file") << QStringList{u"add"_s, u"/no/such/file.md"_s} << int(ExitCode::NotFound);
        QTest::newRow("no repository") << QStringList{u"open"_s, u"/"_s} << int(ExitCode::NotFound);
        QTest::newRow("bad algorithm") << QStringList{u"diff"_s, u"A"_s, u"B"_s, u"--algorithm"_s, u"magic"_s}
                                       << int(ExitCode::Usage);
        QTest::newRow("bad blanks") << QStringList{u"diff"_s, u"A"_s, u"B"_s, u"--ignore-space"_s, u"all,some"_s}
                                    << int(ExitCode::Usage);
        QTest::newRow("one base") << QStringList{u"diff"_s, u"A"_s, u"B"_s, u"--old-base"_s, u"C"_s}
                                  << int(ExitCode::Usage);
        QTest::newRow("bad context") << QStringList{u"diff"_s, u"A"_s, u"B"_s, u"--context"_s, u"few"_s}
                                     << int(ExitCode::Usage);
        QTest::newRow("slots") << QStringList{u"run"_s, u"--slots"_s, u"none"_s} << int(ExitCode::Usage);
    }

    void mistakesAreUsageErrorsInOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        EngineRig rig;
        const Outcome outcome = run(rig, arguments);
        QVERIFY2(outcome.errors.startsWith("docket: "), outcome.errors.constData());
        QCOMPARE(outcome.code, code);
        const Outcome json = run(rig, arguments + QStringList{u"--json"_s});
        if (arguments.constFirst() != u"frobnicate"_s && !arguments.contains(u"--frob"_s))
            QVERIFY(json.json().value(u"error"_s).toObject().contains(u"code"_s));
    }

    void everyCommandExplainsItself()
    {
        EngineRig rig;
        const Outcome help = run(rig, {u"--help"_s});
        QCOMPARE(help.code, 0);
        for (const char *word : {"add", "list", "show", "run", "wait", "diff", "approve", "request-changes", "reject",
                                 "merge", "log", "open", "answer", "tell", "budget", "permissions", "set", "doctor"}) {
            QVERIFY2(help.output.contains(QByteArray("\n  ") + word), word);
            QVERIFY(isCliCall({QString::fromLatin1(word)}));
            const Outcome own = run(rig, {QString::fromLatin1(word), u"--help"_s});
            QCOMPARE(own.code, 0);
            QVERIFY(own.output.contains("Usage: docket " + QByteArray(word)));
        }
        QVERIFY(!isCliCall({}));
        QVERIFY(!isCliCall({u"/some/folder"_s}));
    }

    void aDamagedStoreIsSaidAndKept()
    {
        EngineRig rig;
        QVERIFY(rig.paths.create());
        QFile store(rig.paths.store());
        QVERIFY(store.open(QIODevice::WriteOnly));
        store.write(QByteArray("no store\n").repeated(1000));
        store.close();
        const Outcome outcome = run(rig, {u"list"_s});
        QCOMPARE(outcome.code, int(ExitCode::Store));
        QCOMPARE(QFileInfo(store).size(), 9000);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestCli test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_cli.moc"
