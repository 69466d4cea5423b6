// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "engine/doctor.h"
#include "engine/jobpool.h"

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

ExitCode exitCodeFor(Finding::Kind worst)
{
    switch (worst) {
    case Finding::Kind::Fine:
    case Finding::Kind::Note: return ExitCode::Done;
    case Finding::Kind::NeedsPerson: return ExitCode::NeedsPerson;
    case Finding::Kind::Damage: return ExitCode::Store;
    }
    return ExitCode::Failed;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject object{
        {u"kind"_s, findingKindWord(finding.kind)}, {u"area"_s, finding.area}, {u"sentence"_s, finding.sentence}};
    if (!finding.advice.isEmpty())
        object.insert(u"advice"_s, finding.advice);
    if (!finding.path.isEmpty())
        object.insert(u"path"_s, finding.path);
    return object;
}

/**
 * Reads the store beside a running engine and without one, so that it also answers when no engine can start. What it
 * changes (--tidy) it changes with the writer's role.
 */
class DoctorCommand final : public Command
{
public:
    DoctorCommand()
        : Command(u"doctor"_s, u"Check the store, its log, worktrees and processes, and say what is left over."_s)
    {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption(
            {u"tidy"_s,
             u"Remove worktrees that are this store's own and belong to no attempt; a snapshot of each is kept."_s});
    }

    void start(CliContext &context) override
    {
        QObject::connect(&context, &CliContext::interrupted, &context, [this, &context] {
            m_job.cancel();
            context.finish(Error{ErrorCode::Cancelled, u"Interrupted."_s, {}});
        });
        m_pool = std::make_unique<JobPool>(1);
        if (!context.parser().isSet(u"tidy"_s))
            return look(context);
        m_job = m_pool->run(
            &context, [paths = context.paths()](const CancelToken &cancel) { return removeStrays(paths, cancel); },
            [this, &context](const Result<QList<Finding>> &done) {
                if (!done)
                    return context.finish(done.error());
                for (const Finding &finding : *done)
                    print(context, finding);
                look(context);
            });
    }

private:
    void look(CliContext &context)
    {
        m_job = m_pool->run(
            &context, [paths = context.paths()](const CancelToken &cancel) { return examine(paths, cancel); },
            [&context](const Result<Diagnosis> &diagnosis) {
                if (!diagnosis)
                    return context.finish(diagnosis.error());
                for (const Finding &finding : diagnosis->findings)
                    print(context, finding);
                if (context.json())
                    context.printJson({{u"worst"_s, findingKindWord(diagnosis->worst())},
                                       {u"events"_s, diagnosis->events},
                                       {u"head"_s, QString::fromLatin1(diagnosis->head)}});
                context.finish(exitCodeFor(diagnosis->worst()));
            });
    }

    static void print(CliContext &context, const Finding &finding)
    {
        if (context.json())
            return context.printJson(toJson(finding));
        context.print(
            u"%1  %2  %3"_s.arg(findingKindWord(finding.kind), -12).arg(finding.area, -8).arg(finding.sentence));
        for (const QString &line : {finding.path, finding.advice}) {
            if (!line.isEmpty())
                context.print(u"                        "_s + line);
        }
    }

    std::unique_ptr<JobPool> m_pool;
    CancelToken m_job;
};

} // namespace

void addDoctorCommand(CommandList &commands)
{
    commands.push_back(std::make_unique<DoctorCommand>());
}

} // namespace docket::cli
