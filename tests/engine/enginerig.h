// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "core/clock.h"
#include "engine/engine.h"
#include "helpers/testrepo.h"
#include "process/processtree.h"
#include "process/qtprocess.h"
#include "store/store.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <memory>

namespace docket::test {

/**
 * An engine as `docket run` makes it, over a real repository, real git, real processes and a store in a temporary
 * folder. Agents are command profiles over /bin/sh, or the sample agent.
 */
class EngineRig
{
public:
    static constexpr int patience = 60000;

    explicit EngineRig(const QByteArray &configuration = {})
    {
        TestRepo::Files files{{"a.txt", "one\ntwo\nthree\n"}, {"keep.txt", "kept\n"}, {".gitignore", "ignored/\n"}};
        if (!configuration.isEmpty())
            files.append({"docket.yaml", configuration});
        base = repo.commit("Base", files);
        Q_ASSERT(paths.create());
    }

    ~EngineRig()
    {
        if (engine)
            stop();
    }

    Result<void> start(EngineMode mode = EngineMode::Active, int slotCount = 4)
    {
        EngineOptions options;
        options.paths = paths;
        options.person = QStringLiteral("Ada");
        options.signsWithGitIdentity = signsWithGitIdentity;
        options.environment = QProcessEnvironment::systemEnvironment();
        if (!contained)
            options.environment.insert(QStringLiteral("PATH"), pathWithoutSandbox());
        options.mode = mode;
        options.slots = slotCount;
        options.clock = &clock;
        options.processes = &processes;
        options.sessions = &sessions;
        options.helperProgram = qEnvironmentVariable("DOCKET_INSIDE");
        options.stopGraceMs = 200;
        engine = std::make_unique<Engine>(options);
        if (auto opened = engine->open(); !opened) {
            engine.reset();
            return opened;
        }
        QSignalSpy started(engine.get(), &Engine::started);
        engine->start();
        if (!started.wait(patience))
            return fail(ErrorCode::Timeout, QStringLiteral("The engine did not start."));
        return {};
    }

    /** As `docket run` does after a kill: a child in the moment between fork and exec still holds the lock with it. */
    Result<void> startOnceFree(EngineMode mode = EngineMode::Active)
    {
        Result<void> started;
        (void)QTest::qWaitFor([&] {
            started = start(mode);
            return started.has_value() || started.error().code != ErrorCode::Busy;
        }, 5000);
        return started;
    }

    /** In order, as a person quits. */
    bool stop()
    {
        QSignalSpy stopped(engine.get(), &Engine::stopped);
        engine->stop();
        const bool done = !stopped.isEmpty() || stopped.wait(patience);
        engine.reset();
        return done;
    }

    /** An agent that is this shell script, run in the worktree; its prompt is on standard input. */
    void agent(const QString &id, const QString &script)
    {
        profile(id, QStringLiteral("command"), {QStringLiteral("/bin/sh"), QStringLiteral("-c"), script});
    }

    /** The sample agent playing `way`. */
    void sample(const QString &way)
    {
        profile(QStringLiteral("sample-") + way, QStringLiteral("acp"),
                {qEnvironmentVariable("DOCKET_SAMPLE_AGENT"), QStringLiteral("--round"), QStringLiteral("{round}"),
                 QStringLiteral("--way"), way},
                {QStringLiteral("cost"), QStringLiteral("tokens"), QStringLiteral("turns")});
    }

    void profile(const QString &id, const QString &protocol, const QStringList &command,
                 const QStringList &reports = {})
    {
        QDir().mkpath(paths.config + QStringLiteral("/agents"));
        QFile file(paths.config + QStringLiteral("/agents/%1.json").arg(id));
        const QJsonObject object{{QStringLiteral("id"), id},
                                 {QStringLiteral("name"), id},
                                 {QStringLiteral("protocol"), protocol},
                                 {QStringLiteral("command"), QJsonArray::fromStringList(command)},
                                 {QStringLiteral("reports"), QJsonArray::fromStringList(reports)}};
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0)
            qFatal("the rig's profile cannot be written");
    }

    Project project()
    {
        Project opened;
        bool done = false;
        engine->projects().open(repo.path(), [&](const Result<OpenedProject> &result) {
            opened = result ? result->project : Project{};
            done = true;
        });
        (void)QTest::qWaitFor([&] { return done; }, patience);
        return opened;
    }

    TaskId
    add(const QString &agent,
        const QString &markdown = QStringLiteral("# Change a\n\n## Acceptance criteria\n- AC-1: it is changed\n"),
        bool queue = true)
    {
        const auto record = engine->tasks().create({project().id, markdown, agent, {}, queue}, QStringLiteral("Ada"));
        return record ? record->task.id : TaskId{};
    }

    /** Starts the engine, queues a task for this agent and sees it come there; invalid where one of them failed. */
    TaskId startAndBring(const QString &agent, TaskState wanted)
    {
        if (const auto started = start(); !started) {
            qWarning().noquote() << started.error().text();
            return {};
        }
        const TaskId task = add(agent);
        return task.isValid() && reaches(task, wanted) ? task : TaskId{};
    }

    TaskRecord record(TaskId task) { return engine->core().load(task).value_or(TaskRecord{}); }
    TaskState state(TaskId task) { return record(task).task.state; }

    bool reaches(TaskId task, TaskState wanted)
    {
        // What needs a person does not change by itself: a wrong end is seen at once.
        const bool reached = QTest::qWaitFor([&] {
            const TaskState now = state(task);
            return now == wanted || isFinal(now) || now == TaskState::Failed || now == TaskState::Interrupted;
        }, patience);
        if (!reached || state(task) != wanted) {
            const TaskRecord now = record(task);
            qWarning().noquote() << "wanted" << taskStateWord(wanted) << "but it is" << taskStateWord(now.task.state)
                                 << now.task.failureText;
        }
        return reached && state(task) == wanted;
    }

    /** For races that may end in two right ways. */
    bool reachesEither(TaskId task, TaskState one, TaskState other)
    {
        return QTest::qWaitFor([&] { return state(task) == one || state(task) == other; }, patience);
    }

    Result<TaskRecord> verdict(TaskId task, Verdict verdict, const QString &note = {})
    {
        return engine->reviews().giveVerdict(task, {}, verdict, note, QStringLiteral("Ada"));
    }

    /**
     * A merge that is recorded as begun and not carried out, as a kill leaves it; the engine is stopped, before and
     * behind.
     */
    bool leaveMergeBegun(TaskId task)
    {
        if (!stop() || !start(EngineMode::Passive))
            return false;
        engine->core().stopIssuing();
        const auto begun = engine->core().record(task, events::MergeStarted{MergeStrategy::Squash, base});
        return stop() && begun;
    }

    Result<TaskRecord> merge(TaskId task, MergeStrategy strategy, const QString &note = {})
    {
        return answered([&](const Reply<TaskRecord> &reply) {
            engine->merges().begin(task, {strategy, note}, QStringLiteral("Ada"), reply);
        });
    }
    Result<TaskRecord> handBack(TaskId task)
    {
        return answered(
            [&](const Reply<TaskRecord> &reply) { engine->merges().handBack(task, QStringLiteral("Ada"), reply); });
    }
    template<typename Ask>
    Result<TaskRecord> answered(const Ask &ask)
    {
        Result<TaskRecord> result = fail(ErrorCode::Timeout, QStringLiteral("no answer"));
        bool done = false;
        ask([&](const Result<TaskRecord> &answer) {
            result = answer;
            done = true;
        });
        (void)QTest::qWaitFor([&] { return done; }, patience);
        return result;
    }

    /** Answers the oldest open question. */
    Result<TaskRecord> answer(TaskId task, const QString &option, GrantScope scope = GrantScope::Once)
    {
        return engine->tasks().answer(task, {}, option, scope, QStringLiteral("Ada"));
    }

    Result<TaskRecord> order(TaskId task, TaskOrder order, const QString &note = {})
    {
        return engine->tasks().order(task, order, note, QStringLiteral("Ada"));
    }

    /** Living processes that carry this store's mark. */
    qsizetype processesLeft() const { return leftOverTrees(storeId.toUtf8()).size(); }
    void rememberStore() { storeId = engine->core().storeId(); }
    bool noProcessIsLeft()
    {
        return QTest::qWaitFor([this] { return processesLeft() == 0; }, 10000);
    }

    /** The words of all that happened to it, in order. */
    QStringList wordsOf(TaskId task) const
    {
        QStringList words;
        const auto events = engine->core().store().reader().events(task).value_or(QList<StoredEvent>{});
        for (const StoredEvent &stored : events)
            words << eventWord(stored.event.body);
        return words;
    }

    /** What the newest round's log holds. */
    QByteArray transcriptOf(TaskId task)
    {
        QFile file(paths.data + QLatin1Char('/') + record(task).rounds.constLast().transcriptPath);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray atSnapshot(TaskId task, const QByteArray &path)
    {
        const TaskRecord now = record(task);
        const Snapshot *snapshot = now.currentSnapshot();
        return snapshot ? repo.contentAt(snapshot->commit, path) : QByteArray();
    }

    bool chainHolds()
    {
        const auto report = engine->core().store().reader().verifyChain();
        if (!report)
            qWarning().noquote() << report.error().text();
        return report.has_value();
    }

    /** The usual tools, but no bubblewrap: how it is on a system without one. */
    QString pathWithoutSandbox()
    {
        const QString folder = home.filePath(QStringLiteral("bin"));
        QDir().mkpath(folder);
        for (const char *tool : {"sh", "cat", "sed", "sleep", "rm", "mkdir", "git", "printf", "grep", "ls", "chmod",
                                 "test", "true", "env", "setsid"}) {
            const QString name = QString::fromLatin1(tool);
            QFile::link(QStandardPaths::findExecutable(name), folder + QLatin1Char('/') + name);
        }
        return folder;
    }

    bool contained = true;             ///< set it before start()
    bool signsWithGitIdentity = false; ///< the same
    QTemporaryDir home{QDir::homePath() + QStringLiteral("/rig-XXXXXX")};
    Paths paths = Paths::below(home.path());
    TestRepo repo;
    ObjectId base;
    SystemClock clock;
    QtProcessFactory processes;
    RealAgentSessionFactory sessions{processes};
    std::unique_ptr<Engine> engine;
    QString storeId;
};

} // namespace docket::test
