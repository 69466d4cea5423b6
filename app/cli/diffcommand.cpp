// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "diff/json.h"
#include "diff/patch.h"
#include "engine/diffservice.h"
#include "git/repository.h"

#include <QJsonArray>
#include <QThread>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

struct Revisions
{
    ObjectId from;
    ObjectId to;
};

Result<Revisions> resolve(const QString &path, const QString &from, const QString &to, QString *root)
{
    const auto repository = git::Repository::discover(path);
    if (!repository)
        return std::unexpected(repository.error());
    *root = repository->isBare() ? repository->commonDir() : repository->workdir();
    const auto a = repository->resolve(from);
    const auto b = a ? repository->resolve(to) : a;
    if (!a || !b)
        return std::unexpected((a ? b : a).error());
    return Revisions{*a, *b};
}

bool readOptions(CliContext &context, diff::DiffOptions &options)
{
    using diff::Algorithm;
    using diff::Whitespace;
    static const QHash<QString, Algorithm> algorithms{{u"histogram"_s, Algorithm::Histogram}, {u"myers"_s, Algorithm::Myers},
                                                      {u"minimal"_s, Algorithm::Minimal}, {u"patience"_s, Algorithm::Patience}};
    static const QHash<QString, Whitespace> spaces{{u"none"_s, Whitespace::Exact}, {u"trailing"_s, Whitespace::Trailing},
                                                   {u"amount"_s, Whitespace::Amount}, {u"all"_s, Whitespace::All}};
    const QString algorithm = context.parser().value(u"algorithm"_s);
    const QString space = context.parser().value(u"ignore-space"_s);
    if (!algorithm.isEmpty() && !algorithms.contains(algorithm)) {
        context.usageError(u"--algorithm takes histogram, myers, minimal or patience."_s);
        return false;
    }
    if (!space.isEmpty() && space != "blank-lines"_L1 && !spaces.contains(space)) {
        context.usageError(u"--ignore-space takes none, trailing, amount, all or blank-lines."_s);
        return false;
    }
    options.lines.algorithm = algorithms.value(algorithm, Algorithm::Histogram);
    options.lines.whitespace = spaces.value(space, Whitespace::Exact);
    options.lines.ignoreBlankLines = space == "blank-lines"_L1;
    return true;
}

/** The change of a task, or between two revisions of a repository, as a patch that `git apply` takes or as JSON. */
class DiffCommand final : public Command
{
public:
    DiffCommand() : Command(u"diff"_s, u"Print a task's change, or the one between two revisions, as a patch or as JSON."_s) {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"A task's number, or two revisions."_s, u"task | A B"_s);
        parser.addOption({u"patch"_s, u"Print a patch (what is done without --json)."_s});
        parser.addOption({u"stat"_s, u"Print only which files changed, and how much."_s});
        parser.addOption({u"rows"_s, u"With --json: every row and mark too."_s});
        parser.addOption({u"algorithm"_s, u"histogram, myers, minimal or patience."_s, u"name"_s});
        parser.addOption({u"ignore-space"_s, u"none, trailing, amount, all or blank-lines."_s, u"how"_s});
    }

    void start(CliContext &context) override
    {
        DiffJob job;
        if (!readOptions(context, job.options))
            return;
        const QStringList words = context.parser().positionalArguments();
        if (words.size() == 2) {
            const auto revisions = resolve(context.projectPath(), words.at(0), words.at(1), &job.repository);
            if (!revisions)
                return context.finish(revisions.error());
            job.from = revisions->from;
            job.to = revisions->to;
            return run(context, job);
        }
        const auto task = context.taskArgument();
        if (!task || words.size() != 1)
            return context.usageError(u"Say which change is meant: a task's number, or two revisions."_s);
        context.request(u"show"_s, {{u"task"_s, *task}}, [this, &context, job](const QJsonObject &record) {
            DiffJob known = job;
            known.repository = record.value("projectPath"_L1).toString();
            const QJsonObject attempt = record.value("attempts"_L1).toArray().last().toObject();
            known.from = ObjectId{attempt.value("base"_L1).toString().toLatin1()};
            const QJsonArray rounds = attempt.value("rounds"_L1).toArray();
            for (const QJsonValue &round : rounds) {
                const QString commit = round.toObject().value("snapshot"_L1).toObject().value("commit"_L1).toString();
                if (!commit.isEmpty())
                    known.to = ObjectId{commit.toLatin1()};
            }
            if (!known.to.isValid())
                return context.finish(Error{ErrorCode::NotFound, u"The task has no snapshot yet; an agent has to work on it first."_s, {}});
            run(context, known);
        });
    }

private:
    void run(CliContext &context, const DiffJob &job)
    {
        m_service = std::make_unique<DiffService>(QThread::idealThreadCount());
        QObject::connect(m_service.get(), &DiffService::filesListed, &context, [this](quint64, const QList<diff::FileEntry> &files) {
            m_done.resize(files.size());
        });
        QObject::connect(m_service.get(), &DiffService::fileReady, &context, [this, &context](quint64, int file, const diff::FileDiffPtr &diff) {
            m_done[file] = diff;
            while (m_printed < m_done.size() && m_done.at(m_printed)) // in order, each as soon as it can be
                print(context, *std::exchange(m_done[m_printed++], nullptr));
        });
        QObject::connect(m_service.get(), &DiffService::finished, &context, [&context](quint64) { context.finish(ExitCode::Done); });
        QObject::connect(m_service.get(), &DiffService::failed, &context, [&context](quint64, const Error &error) { context.finish(error); });
        m_repository = job.repository;
        m_service->open(job);
    }

    void print(CliContext &context, const diff::FileDiff &file)
    {
        if (context.parser().isSet(u"stat"_s) && !context.json()) {
            context.print(u"%1 %2 +%3 -%4"_s.arg(QLatin1Char(diff::statusLetter(file.entry().status))).arg(QString::fromUtf8(file.entry().path())).arg(file.addedLines()).arg(file.removedLines()));
        } else if (context.json()) {
            const bool rows = context.parser().isSet(u"rows"_s);
            context.printJson(diff::toJson(file, {.rows = rows, .marks = rows}));
        } else {
            const auto read = [this](const diff::FileVersion &version) -> Result<QByteArray> {
                const auto repository = git::Repository::open(m_repository);
                return repository ? repository->readBlob(version.blob) : Result<QByteArray>(std::unexpected(repository.error()));
            };
            context.printBytes(diff::filePatch(file, {.reader = read}));
        }
    }

    std::unique_ptr<DiffService> m_service;
    QString m_repository;
    QList<diff::FileDiffPtr> m_done;
    qsizetype m_printed = 0;
};

} // namespace

void addDiffCommand(CommandList &commands)
{
    commands.push_back(std::make_unique<DiffCommand>());
}

} // namespace docket::cli
