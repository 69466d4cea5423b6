// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/blame.h"

#include "git/handles.h"

#include <QDeadlineTimer>

#include <git2/sys/odb_backend.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

using BlameHandle = Handle<git_blame, git_blame_free>;

/** Asked before every other backend: lets each read pass, until it is time to stop. */
struct Gate
{
    git_odb_backend base{};
    CancelToken cancel;
    QDeadlineTimer deadline;

    bool isShut() const { return cancel.isCancelled() || deadline.hasExpired(); }
};

int readThrough(void **, size_t *, git_object_t *, git_odb_backend *backend, const git_oid *)
{
    return reinterpret_cast<const Gate *>(backend)->isShut() ? GIT_EUSER : GIT_PASSTHROUGH;
}

void freeGate(git_odb_backend *backend)
{
    delete reinterpret_cast<Gate *>(backend);
}

/** The gate belongs to the object store from here on. */
Result<void> addGate(git_repository *repository, const CancelToken &cancel, int limitSeconds)
{
    OdbHandle odb;
    if (const int rc = git_repository_odb(odb.out(), repository); rc < 0)
        return gitFail(rc, u"The object store cannot be opened"_s);
    auto gate = std::make_unique<Gate>();
    git_odb_init_backend(&gate->base, GIT_ODB_BACKEND_VERSION);
    gate->base.read = readThrough;
    gate->base.free = freeGate;
    gate->cancel = cancel;
    gate->deadline = QDeadlineTimer(qint64(limitSeconds) * 1000);
    constexpr int beforeAllOthers = 1000;
    if (const int rc = git_odb_add_backend(odb.get(), &gate->base, beforeAllOthers); rc < 0)
        return gitFail(rc, u"The object store cannot be opened"_s);
    gate.release();
    return {};
}

} // namespace

Result<QList<BlameRun>> blame(const Repository &repository, const ObjectId &commit, const QByteArray &path,
                              const CancelToken &cancel, const BlameOptions &options)
{
    const auto newest = toOid(commit);
    if (!newest || path.isEmpty())
        return fail(ErrorCode::InvalidInput, u"This is not a file of a commit."_s, displayPath(path));
    if (const auto gated = addGate(repository.handle(), cancel, options.limitSeconds); !gated)
        return std::unexpected(gated.error());
    git_blame_options settings = GIT_BLAME_OPTIONS_INIT;
    settings.newest_commit = *newest;
    const QDeadlineTimer deadline(qint64(options.limitSeconds) * 1000);
    BlameHandle found;
    const int rc = git_blame_file(found.out(), repository.handle(), path.constData(), &settings);
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, u"Cancelled."_s);
    if (rc == GIT_EUSER || (rc < 0 && deadline.hasExpired())) {
        return fail(
            ErrorCode::Timeout,
            u"The history of this file is too long to find who wrote its lines in time; `git blame` has no limit."_s,
            displayPath(path));
    }
    if (rc < 0)
        return gitFail(rc, u"Who wrote these lines cannot be found"_s, displayPath(path));
    QList<BlameRun> runs;
    const quint32 count = git_blame_get_hunk_count(found.get());
    runs.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        const git_blame_hunk &hunk = *git_blame_get_hunk_byindex(found.get(), i);
        BlameRun run;
        run.firstLine = int(hunk.final_start_line_number) - 1;
        run.lineCount = int(hunk.lines_in_hunk);
        run.commit = toId(&hunk.final_commit_id);
        if (hunk.final_signature)
            run.author = toSignature(hunk.final_signature);
        CommitHandle written;
        if (git_commit_lookup(written.out(), repository.handle(), &hunk.final_commit_id) == 0)
            run.summary = QString::fromUtf8(git_commit_summary(written.get()));
        runs.append(run);
    }
    return runs;
}

} // namespace docket::git
