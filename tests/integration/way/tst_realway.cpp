// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginerig.h"
#include "integration/agents/realagent.h"

#include <QProcess>

using namespace docket;
using namespace docket::test;
using namespace Qt::StringLiterals;

/**
 * The whole way with a real agent, in a clone of a real public repository: spec, queue, agent, checks, review, changes
 * requested, second round, approval, merge. Which repository that is depends on what can be reached
 * (packaging/fetch-repository).
 */
class TestRealWay : public QObject
{
    Q_OBJECT

    /** What the agent is asked for in a repository: another version, twice. */
    struct Wish
    {
        QString file;
        QByteArray now;
        QByteArray first;
        QByteArray second;
        QByteArray checks;
    };
    static Wish wishFor(const QString &repository)
    {
        if (repository == "kilo.git"_L1)
            return {u"kilo.c"_s, "\"0.0.1\"", "\"0.0.2\"", "\"0.0.3\"",
                    "checks:\n  version: grep -q KILO_VERSION kilo.c\n  readable: test -s kilo.c\n"};
        return {u"package.json"_s, "\"4.0.2\"", "\"4.1.0\"", "\"4.1.1\"",
                "checks:\n  version: grep -q '\"version\"' package.json\n  readable: test -s index.js\n"};
    }

    QTemporaryDir m_folder;
    Wish m_wish;

    static int run(const QString &program, const QStringList &arguments, QByteArray *said = nullptr,
                   const QString &folder = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(folder.isEmpty() ? QDir::currentPath() : folder);
        process.start(program, arguments);
        if (!process.waitForStarted())
            return -1;
        process.waitForFinished(300000);
        if (said)
            *said = process.readAll().trimmed();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    QString clone() const { return m_folder.filePath(u"project"_s); }
    QByteArray git(const QStringList &arguments) const
    {
        QByteArray said;
        const QStringList who{u"-c"_s, u"user.name=Ada"_s, u"-c"_s, u"user.email=ada@example.org"_s};
        const int code = run(u"git"_s, who + arguments, &said, clone());
        if (code != 0)
            qWarning() << "git" << arguments << said;
        return said;
    }
    void put(const QString &name, const QByteArray &text) const
    {
        QFile file(clone() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /** The shipped profile of the agent as a profile of the person's, pointed to the test's model. */
    static void installProfile(const EngineRig &rig, const RealAgent &agent, const ModelServer &server)
    {
        agent.prepareHome(server);
        QDir().mkpath(rig.paths.config + u"/agents"_s);
        QFile file(rig.paths.config + u"/agents/real.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        AgentProfile profile = agent.profile(server);
        profile.id = u"real"_s;
        file.write(QJsonDocument(toJson(profile)).toJson());
    }

    static bool allowNext(EngineRig &rig, TaskId task, TaskState until)
    {
        return QTest::qWaitFor(
            [&] {
                const TaskRecord now = rig.record(task);
                for (const PermissionAsk &asked : now.asks) {
                    const auto once = std::ranges::find(asked.options, u"allow_once"_s, &PermissionAsk::Option::kind);
                    if (once != asked.options.end())
                        (void)rig.engine->tasks().answer(task, asked.requestId, once->id, GrantScope::Once, u"Ada"_s);
                }
                return now.task.state == until || isFinal(now.task.state);
            },
            120000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray said;
        int code = run(qEnvironmentVariable("DOCKET_FETCH_REPOSITORY"), {}, &said);
        const QString source = QString::fromUtf8(said.sliced(said.lastIndexOf('\n') + 1));
        if (code == 0)
            code = fetchAgents({realAgents().first()}, &said);
        if (code == 75 || code == 69)
            QSKIP(qPrintable(u"no real agent or repository can be had here: "_s + QString::fromUtf8(said)));
        QVERIFY2(code == 0, said.constData());
        QCOMPARE(run(u"git"_s, {u"clone"_s, u"-q"_s, source, clone()}), 0);
        m_wish = wishFor(QFileInfo(source).fileName());
        put(u"docket.yaml"_s, m_wish.checks);
        git({u"add"_s, u"docket.yaml"_s});
        git({u"commit"_s, u"-qm"_s, u"Say how Docket checks this"_s});
    }

    void aSpecIsImplementedReviewedTwiceAndMerged()
    {
        const RealAgent agent = realAgents().first();
        ModelServer server;
        QVERIFY(server.start());
        EngineRig rig;
        installProfile(rig, agent, server);
        QVERIFY(rig.start());
        rig.rememberStore();
        const QByteArray base = git({u"rev-parse"_s, u"HEAD"_s});

        Project project;
        rig.engine->projects().open(
            clone(), [&](const Result<OpenedProject> &opened) { project = opened ? opened->project : Project{}; });
        QTRY_VERIFY_WITH_TIMEOUT(project.id.isValid(), EngineRig::patience);
        const auto made = rig.engine->tasks().create(
            {project.id,
             u"# Raise the version\n\n## Target\nThe version says that it is ours.\n\n## Acceptance criteria\n- AC-1: the version is %1\n"_s
                 .arg(QString::fromLatin1(m_wish.first)),
             u"real"_s,
             {},
             true},
            u"Ada"_s);
        QVERIFY(made);
        const TaskId task = made->task.id;
        server.onRequest = [&](const ModelRequest &request) {
            const TaskRecord now = rig.record(task);
            const bool isSecond = now.rounds.size() > 1;
            const QString before = QString::fromLatin1(isSecond ? m_wish.first : m_wish.now);
            const QString after = QString::fromLatin1(isSecond ? m_wish.second : m_wish.first);
            if (!request.toolResults.isEmpty())
                return ModelReply{.text = u"It is %1 now."_s.arg(after)};
            return agent.edits(request, now.attempts.constLast().worktree + u'/' + m_wish.file, before, after);
        };

        QVERIFY(allowNext(rig, task, TaskState::Review));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QCOMPARE(git({u"rev-parse"_s, u"HEAD"_s}), base);
        const QByteArray snapshot = rig.record(task).currentSnapshot()->commit.hex;
        QVERIFY(git({u"show"_s, QString::fromLatin1(snapshot) + u':' + m_wish.file}).contains(m_wish.first));
        QCOMPARE(rig.record(task).currentEvidence().size(), 2);

        QVERIFY(rig.verdict(task, Verdict::RequestChanges, u"Make it %1."_s.arg(QString::fromLatin1(m_wish.second))));
        QTRY_VERIFY_WITH_TIMEOUT(rig.record(task).rounds.size() == 2, EngineRig::patience);
        QVERIFY(allowNext(rig, task, TaskState::Review));
        QVERIFY(rig.reaches(task, TaskState::Review));
        QVERIFY(server.requests.last().userTexts.join(u'\n').contains(
            u"Make it %1."_s.arg(QString::fromLatin1(m_wish.second))));
        const TaskRecord reviewed = rig.record(task);
        QCOMPARE(reviewed.currentSnapshot()->changedFiles, 1);
        for (const Evidence &evidence : reviewed.currentEvidence())
            QCOMPARE(evidence.outcome, CheckOutcome::Passed);

        QVERIFY(rig.verdict(task, Verdict::Approve));
        QVERIFY(rig.merge(task, MergeStrategy::Squash));
        QVERIFY(rig.reaches(task, TaskState::Merged));
        QCOMPARE(git({u"rev-parse"_s, u"HEAD^"_s}), base);
        QVERIFY(git({u"show"_s, u"HEAD:"_s + m_wish.file}).contains(m_wish.second));
        QVERIFY(git({u"log"_s, u"-1"_s, u"--format=%B"_s}).contains("Reviewed-by: Ada"));
        QVERIFY(git({u"status"_s, u"--porcelain"_s}).isEmpty());
        QVERIFY(rig.noProcessIsLeft());
        QVERIFY(rig.chainHolds());
    }
};

QTEST_GUILESS_MAIN(TestRealWay)
#include "tst_realway.moc"
