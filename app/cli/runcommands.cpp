// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/tasktext.h"
#include "app/control/enginehost.h"
#include "app/control/valuesjson.h"
#include "store/store.h"

#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

/** The engine without a window: the same one, in this process, until it is told to end. */
class RunCommand final : public Command
{
public:
    RunCommand()
        : Command(u"run"_s, u"Run the engine without a window: agents, checks and merges, until it is interrupted."_s)
    {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({u"until-idle"_s, u"End when nothing runs and nothing that could run waits."_s});
        parser.addOption({u"slots"_s, u"How many tasks run at once; otherwise as set (4)."_s, u"number"_s});
        parser.addOption(
            {u"timeout"_s, u"End after so many seconds, whatever runs; its work is kept."_s, u"seconds"_s});
    }

    void start(CliContext &context) override
    {
        const QString slotText = context.parser().value(u"slots"_s);
        if (!slotText.isEmpty() && slotText.toInt() <= 0)
            return context.usageError(u"--slots takes a number from 1."_s);
        m_context = &context;
        m_host = std::make_unique<control::EngineHost>(context.paths(), EngineMode::Active, slotText.toInt());
        Engine &engine = m_host->engine();
        QObject::connect(&engine, &Engine::changed, &context, [this](const ChangeSet &changes) { report(changes); });
        QObject::connect(&engine, &Engine::broken, &context, [this](const Error &error) { end(error); });
        QObject::connect(m_host.get(), &control::EngineHost::started, &context, [this] { say(u"The engine runs."_s); });
        QObject::connect(&context, &CliContext::interrupted, m_host.get(), [this] { end({}); });
        if (context.parser().isSet(u"until-idle"_s))
            QObject::connect(&engine, &Engine::settled, &context, [this] { end({}); });
        m_since.start();
        open();
        if (const int seconds = context.parser().value(u"timeout"_s).toInt(); seconds > 0) {
            QTimer::singleShot(seconds * 1000, &context, [this] {
                end(Error{ErrorCode::Timeout,
                          u"The limit of time was reached; what ran was interrupted and its work is kept."_s,
                          {}});
            });
        }
    }

private:
    void open()
    {
        if (!m_host || m_isEnding)
            return;
        const auto started = m_host->start();
        m_isOpen = started.has_value();
        if (m_isOpen)
            return;
        // A child of an engine that was killed this moment may hold the lock until it has become its own program.
        if (started.error().code == ErrorCode::Busy && m_since.elapsed() < lockPatienceMs) {
            QTimer::singleShot(100, m_context, [this] { open(); });
            return;
        }
        m_host.reset();
        m_context->finish(started.error());
    }

    void report(const ChangeSet &changes)
    {
        for (const TaskCard &card : changes.tasks) {
            if (m_states.value(card.id) == card.state && m_states.contains(card.id))
                continue;
            m_states.insert(card.id, card.state);
            const QJsonObject json = control::toJson(card);
            if (m_context->json())
                m_context->printJson(json);
            else
                m_context->print(taskLine(json));
        }
    }

    void say(const QString &text)
    {
        if (!m_context->json())
            m_context->print(text);
    }

    /** Asks the engine to stop; the command ends when it has. */
    void end(const std::optional<Error> &error)
    {
        if (std::exchange(m_isEnding, true) || !m_host)
            return;
        QObject::connect(
            m_host.get(), &control::EngineHost::stopped, m_context,
            [this, error] {
                const ExitCode code = m_isOpen ? restCode() : ExitCode::Done;
                m_host.reset();
                if (error)
                    m_context->finish(*error);
                else
                    m_context->finish(code);
            },
            Qt::QueuedConnection);
        m_host->stop();
    }

    /** NeedsPerson when the queue ran dry because somebody has to look at a failure. */
    ExitCode restCode() const
    {
        const auto cards = m_host->engine().core().store().reader().cards();
        for (const TaskCard &card : cards.value_or(QList<TaskCard>())) {
            const bool stuck = card.state == TaskState::Failed || card.state == TaskState::Interrupted;
            if (stuck && card.since >= m_startedAt)
                return ExitCode::NeedsPerson;
        }
        return ExitCode::Done;
    }

    static constexpr qint64 lockPatienceMs = 1500;

    CliContext *m_context = nullptr;
    std::unique_ptr<control::EngineHost> m_host;
    QElapsedTimer m_since;
    QHash<TaskId, TaskState> m_states;
    QDateTime m_startedAt = QDateTime::currentDateTimeUtc();
    bool m_isOpen = false;
    bool m_isEnding = false;
};

class WaitCommand final : public Command
{
public:
    WaitCommand() : Command(u"wait"_s, u"Wait until a task needs a person or is done."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"Its number."_s);
        parser.addOption({u"state"_s, u"Wait for this state instead."_s, u"word"_s});
        parser.addOption({u"timeout"_s, u"Give up after so many seconds."_s, u"seconds"_s});
    }

    void start(CliContext &context) override
    {
        const auto task = context.taskArgument();
        if (!task)
            return context.finish(task.error());
        const QString state = context.parser().value(u"state"_s);
        if (const int seconds = context.parser().value(u"timeout"_s).toInt(); seconds > 0) {
            QTimer::singleShot(seconds * 1000, &context, [&context] {
                context.finish(
                    Error{ErrorCode::Timeout, u"The task is not there yet; `docket show` says where it stands."_s, {}});
            });
        }
        const auto progress = [&context](const QJsonObject &card) {
            if (context.json())
                context.printJson(card);
            else
                context.print(taskLine(card));
        };
        context.request(
            u"wait"_s, {{u"task"_s, *task}, {u"state"_s, state}},
            [&context, state](const QJsonObject &record) {
                if (context.json())
                    context.printJson(record);
                else
                    context.print(taskText(record));
                const QString now = record.value("state"_L1).toString();
                const bool failed = now == taskStateWord(TaskState::Failed)
                    || now == taskStateWord(TaskState::Interrupted) || now == taskStateWord(TaskState::Asking);
                const bool missed = !state.isEmpty() && now != state;
                context.finish(missed || (state.isEmpty() && failed) ? ExitCode::NeedsPerson : ExitCode::Done);
            },
            progress);
    }
};

} // namespace

void addRunCommands(CommandList &commands)
{
    commands.push_back(std::make_unique<RunCommand>());
    commands.push_back(std::make_unique<WaitCommand>());
}

} // namespace docket::cli
