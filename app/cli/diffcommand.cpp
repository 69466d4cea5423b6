// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "diff/document.h"
#include "diff/json.h"
#include "diff/patch.h"
#include "engine/diffservice.h"
#include "git/repository.h"

#include <QJsonArray>
#include <QThread>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

/** The commit that a word names, if one was given. */
Result<ObjectId> resolved(const git::Repository &repository, const QString &word)
{
    return word.isEmpty() ? ObjectId() : repository.resolve(word);
}

/** Two revisions of the repository at `path`, with their bases if the options name them. */
Result<DiffJob> jobOf(const QString &path, const QStringList &words, const QCommandLineParser &parser, DiffJob job)
{
    const auto repository = git::Repository::discover(path);
    if (!repository)
        return std::unexpected(repository.error());
    job.repository = repository->isBare() ? repository->commonDir() : repository->workdir();
    for (const auto &[word, place] :
         {std::pair(words.at(0), &job.from), std::pair(words.at(1), &job.to),
          std::pair(parser.value(u"old-base"_s), &job.oldBase), std::pair(parser.value(u"new-base"_s), &job.newBase),
          std::pair(parser.value(u"target"_s), &job.target)}) {
        const auto found = resolved(*repository, word);
        if (!found)
            return std::unexpected(found.error());
        *place = *found;
    }
    return job;
}

/**
 * What a task's newest attempt changed: all of it, or from the snapshot of round `since` (0: its start) to that of
 * `round` (0: the last).
 */
Result<DiffJob> jobOf(const QJsonObject &record, int since, int round, DiffJob job)
{
    job.repository = record.value("projectPath"_L1).toString();
    const QJsonObject attempt = record.value("attempts"_L1).toArray().last().toObject();
    job.from = job.start = ObjectId{attempt.value("base"_L1).toString().toLatin1()};
    bool sinceFound = since == 0, roundFound = round == 0;
    const QJsonArray rounds = attempt.value("rounds"_L1).toArray();
    for (const QJsonValue &value : rounds) {
        const QString commit = value.toObject().value("snapshot"_L1).toObject().value("commit"_L1).toString();
        const int number = value.toObject().value("round"_L1).toInt();
        if (commit.isEmpty())
            continue;
        if (number == since) {
            job.from = ObjectId{commit.toLatin1()};
            sinceFound = true;
        }
        if (round == 0 || number == round) {
            job.to = ObjectId{commit.toLatin1()};
            roundFound = true;
        }
    }
    if (!sinceFound || !roundFound)
        return fail(ErrorCode::NotFound,
                    u"The newest attempt has no snapshot of round %1; `docket show` lists its rounds."_s.arg(
                        sinceFound ? round : since));
    if (!job.to.isValid())
        return fail(ErrorCode::NotFound, u"The task has no snapshot yet; an agent has to work on it first."_s);
    return job;
}

bool readOptions(CliContext &context, diff::DiffOptions &options)
{
    using diff::Algorithm;
    using diff::Whitespace;
    static const QHash<QString, Algorithm> algorithms{{u"histogram"_s, Algorithm::Histogram},
                                                      {u"myers"_s, Algorithm::Myers},
                                                      {u"minimal"_s, Algorithm::Minimal},
                                                      {u"patience"_s, Algorithm::Patience}};
    static const QHash<QString, Whitespace> spaces{{u"none"_s, Whitespace::Exact},
                                                   {u"trailing"_s, Whitespace::Trailing},
                                                   {u"amount"_s, Whitespace::Amount},
                                                   {u"all"_s, Whitespace::All}};
    const QString algorithm = context.parser().value(u"algorithm"_s);
    if (!algorithm.isEmpty() && !algorithms.contains(algorithm)) {
        context.usageError(u"--algorithm takes histogram, myers, minimal or patience."_s);
        return false;
    }
    for (const QString &space : context.parser().value(u"ignore-space"_s).split(u',', Qt::SkipEmptyParts)) {
        if (space == "blank-lines"_L1) {
            options.lines.ignoreBlankLines = true;
        } else if (space == "line-ends"_L1) {
            options.lines.ignoreLineEnds = true;
        } else if (spaces.contains(space)) {
            options.lines.whitespace = spaces.value(space);
        } else {
            context.usageError(
                u"--ignore-space takes none, trailing, amount, all, blank-lines and line-ends, with commas between them."_s);
            return false;
        }
    }
    options.lines.algorithm = algorithms.value(algorithm, Algorithm::Histogram);
    return true;
}

/** A number from 0 on, or `otherwise` if the option was not given; the sentence where it is none. */
Result<int> numberOption(const QCommandLineParser &parser, const QString &name, int otherwise)
{
    if (!parser.isSet(name))
        return otherwise;
    bool good = false;
    const int number = parser.value(name).toInt(&good);
    if (!good || number < 0)
        return fail(ErrorCode::InvalidInput, u"--%1 takes a number from 0 on."_s.arg(name));
    return number;
}

/** The change of a task, or between two revisions of a repository, as a patch that `git apply` takes or as JSON. */
class DiffCommand final : public Command
{
public:
    DiffCommand()
        : Command(u"diff"_s, u"Print a task's change, or the one between two revisions, as a patch or as JSON."_s)
    {}

    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"task"_s, u"A task's number, or two revisions."_s, u"task | A B"_s);
        parser.addOption({u"patch"_s, u"Print a patch that git apply takes (what is done without --json)."_s});
        parser.addOption({u"stat"_s, u"Print only which files changed, and how much."_s});
        parser.addOption({u"rows"_s, u"With --json: every row and mark too."_s});
        parser.addOption({u"context"_s, u"Unchanged lines around each change: 3 if not given."_s, u"lines"_s});
        parser.addOption({u"algorithm"_s, u"histogram (if not given), myers, minimal or patience."_s, u"name"_s});
        parser.addOption(
            {u"ignore-space"_s,
             u"none, trailing, amount or all; also blank-lines and line-ends, with commas between them. A patch is always exact."_s,
             u"how"_s});
        parser.addOption({u"round"_s, u"Of a task: up to this round of its newest attempt."_s, u"number"_s});
        parser.addOption({u"since"_s, u"Of a task: only what changed since this round."_s, u"number"_s});
        parser.addOption(
            {u"target"_s,
             u"Of two revisions: the branch that both left. What came with it from one to the other is taken out."_s,
             u"branch"_s});
        parser.addOption({u"old-base"_s, u"The same with the base of A given ..."_s, u"revision"_s});
        parser.addOption({u"new-base"_s, u"... and that of B."_s, u"revision"_s});
    }

    void start(CliContext &context) override
    {
        DiffJob job;
        if (!readOptions(context, job.options))
            return;
        const QCommandLineParser &parser = context.parser();
        const auto lines = numberOption(parser, u"context"_s, 3), since = numberOption(parser, u"since"_s, 0),
                   round = numberOption(parser, u"round"_s, 0);
        for (const Result<int> *number : {&lines, &since, &round}) {
            if (!*number)
                return context.usageError(number->error().detail);
        }
        if (parser.isSet(u"old-base"_s) != parser.isSet(u"new-base"_s))
            return context.usageError(u"--old-base and --new-base belong together."_s);
        m_context = *lines;
        const QStringList words = parser.positionalArguments();
        if (words.size() == 2) {
            const auto between = jobOf(context.projectPath(), words, parser, job);
            return between ? run(context, *between) : context.finish(between.error());
        }
        const auto task = context.taskArgument();
        if (!task || words.size() != 1)
            return context.usageError(u"Say which change is meant: a task's number, or two revisions."_s);
        context.request(u"show"_s, {{u"task"_s, *task}},
                        [this, &context, job, since = *since, round = *round](const QJsonObject &record) {
                            const auto known = jobOf(record, since, round, job);
                            return known ? run(context, *known) : context.finish(known.error());
                        });
    }

private:
    void run(CliContext &context, const DiffJob &job)
    {
        m_service = std::make_unique<DiffService>(QThread::idealThreadCount());
        QObject::connect(m_service.get(), &DiffService::filesListed, &context,
                         [this](quint64, const QList<diff::FileEntry> &files) {
                             m_document = diff::DiffDocument(std::vector(files.begin(), files.end()));
                             m_done.resize(files.size());
                         });
        QObject::connect(m_service.get(), &DiffService::fileReady, &context,
                         [this, &context](quint64, int file, const diff::FileDiffPtr &diff) {
                             if (context.json())
                                 m_document.setFile(file, diff); // moves are looked for in all of them
                             m_done[file] = diff;
                             while (!needsMoves(context) && m_printed < m_done.size()
                                    && m_done.at(m_printed)) // in order, each as soon as it can be
                                 printNext(context);
                         });
        QObject::connect(m_service.get(), &DiffService::finished, &context, [this, &context](quint64) {
            if (context.json())
                m_document.setMoves(diff::findMoves(m_document.files()));
            while (m_printed < m_done.size())
                printNext(context);
            if (context.json())
                context.printJson({{u"moves"_s, diff::toJson(*m_document.moves(), m_document.entries())},
                                   {u"moves_search"_s, diff::searchWord(m_document.moves()->search())},
                                   {u"totals"_s, diff::toJson(m_document.totals())}});
            context.finish(ExitCode::Done);
        });
        QObject::connect(m_service.get(), &DiffService::failed, &context,
                         [&context](quint64, const Error &error) { context.finish(error); });
        m_repository = job.repository;
        m_service->open(job);
    }

    /** Rows say which lines moved, so they wait for the whole change. */
    static bool needsMoves(CliContext &context) { return context.json() && context.parser().isSet(u"rows"_s); }

    void printNext(CliContext &context)
    {
        const int index = int(m_printed++);
        const diff::FileDiffPtr file = std::exchange(m_done[index], nullptr);
        if (context.json()) {
            const bool rows = needsMoves(context);
            context.printJson(diff::toJson(*file, {.rows = rows, .marks = rows, .contextLines = m_context},
                                           m_document.moves().get(), index));
        } else if (context.parser().isSet(u"stat"_s)) {
            context.print(u"%1 %2 +%3 -%4"_s.arg(QLatin1Char(diff::statusLetter(file->entry().status)))
                              .arg(QString::fromUtf8(file->entry().path()))
                              .arg(file->addedLines())
                              .arg(file->removedLines()));
        } else {
            context.printBytes(
                diff::filePatch(*file, {.contextLines = m_context, .reader = [this](const diff::FileVersion &version) {
                                            return read(version);
                                        }}));
        }
    }

    Result<QByteArray> read(const diff::FileVersion &version)
    {
        if (!m_blobs) {
            auto repository = git::Repository::open(m_repository);
            if (!repository)
                return std::unexpected(repository.error());
            m_blobs = std::make_unique<git::Repository>(*std::move(repository));
        }
        return m_blobs->readBlob(version.blob);
    }

    std::unique_ptr<DiffService> m_service;
    QString m_repository;
    std::unique_ptr<git::Repository> m_blobs;
    diff::DiffDocument m_document;
    QList<diff::FileDiffPtr> m_done;
    int m_context = 3;
    qsizetype m_printed = 0;
};

} // namespace

void addDiffCommand(CommandList &commands)
{
    commands.push_back(std::make_unique<DiffCommand>());
}

} // namespace docket::cli
