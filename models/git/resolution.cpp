// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/resolution.h"

#include "git/handles.h"
#include "git/snapshotwriter.h"
#include "git/treediff.h"
#include "git/worktreeadmin.h"

#include <git2/sys/repository.h>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

constexpr char ourLabel[] = "this attempt";
constexpr qint64 enoughForMarkers = 8 << 20;

/** A blob with conflict markers for one conflict of two text files; nothing for binary files, links and absent sides.
 */
std::optional<git_oid> markedBlob(git_repository *repository, const git_index_entry *ancestor,
                                  const git_index_entry *ours, const git_index_entry *theirs,
                                  const QByteArray &baseLabel)
{
    if (!ours || !theirs || !S_ISREG(ours->mode) || !S_ISREG(theirs->mode))
        return std::nullopt;
    git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
    options.ancestor_label = "before";
    options.our_label = ourLabel;
    options.their_label = baseLabel.constData();
    options.flags = GIT_MERGE_FILE_STYLE_DIFF3;
    git_merge_file_result result = {};
    if (git_merge_file_from_index(&result, repository, ancestor, ours, theirs, &options) < 0)
        return std::nullopt;
    git_oid oid;
    const bool marked = result.len > 0 && !QByteArrayView(result.ptr, qsizetype(result.len)).contains('\0')
        && git_blob_create_from_buffer(&oid, repository, result.ptr, result.len) == 0;
    git_merge_file_result_free(&result);
    return marked ? std::optional(oid) : std::nullopt;
}

struct Conflict
{
    MergeConflict value;
    git_index_entry kept = {}; ///< what stands in the tree, path excluded; mode 0 for nothing
};

Result<QList<Conflict>> resolveWithMarkers(git_repository *repository, git_index *index, const QByteArray &baseLabel,
                                           Resolution &resolution)
{
    QList<Conflict> conflicts;
    ConflictIteratorHandle iterator;
    if (const int rc = git_index_conflict_iterator_new(iterator.out(), index); rc < 0)
        return gitFail(rc, u"The conflicts cannot be listed"_s);
    const git_index_entry *ancestor = nullptr;
    const git_index_entry *ours = nullptr;
    const git_index_entry *theirs = nullptr;
    while (git_index_conflict_next(&ancestor, &ours, &theirs, iterator.get()) == 0) {
        Conflict conflict{conflictFrom(ancestor, theirs, ours), {}};
        const auto marked = markedBlob(repository, ancestor, ours, theirs, baseLabel);
        if (const git_index_entry *stands = ours ? ours : theirs) {
            conflict.kept.mode = stands->mode;
            conflict.kept.id = marked.value_or(stands->id);
        }
        (marked ? resolution.marked : resolution.unmarked).append(conflict.value.path);
        conflicts.append(conflict);
    }
    return conflicts;
}

Result<ObjectId> mergedTree(git_repository *repository, const ObjectId &attempt, const ObjectId &base,
                            const QString &baseName, Resolution &resolution)
{
    const auto ours = lookupCommit(repository, attempt);
    const auto theirs = lookupCommit(repository, base);
    if (!ours || !theirs)
        return std::unexpected(!ours ? ours.error() : theirs.error());
    IndexHandle index;
    if (const int rc = git_merge_commits(index.out(), repository, ours->get(), theirs->get(), nullptr); rc < 0)
        return gitFail(rc, u"The base branch cannot be merged into the attempt"_s, baseName);
    const auto conflicts = resolveWithMarkers(repository, index.get(), baseName.toUtf8(), resolution);
    if (!conflicts)
        return std::unexpected(conflicts.error());
    git_index_conflict_cleanup(index.get());
    for (const Conflict &conflict : *conflicts) {
        resolution.conflicts.append(conflict.value);
        git_index_entry entry = conflict.kept;
        entry.path = conflict.value.path.constData();
        if (entry.mode == 0)
            continue;
        if (const int rc = git_index_add(index.get(), &entry); rc < 0)
            return gitFail(rc, u"A conflict could not be marked"_s, displayPath(conflict.value.path));
    }
    git_oid tree;
    if (const int rc = git_index_write_tree_to(&tree, index.get(), repository); rc < 0)
        return gitFail(rc, u"The merge with its conflicts could not be stored"_s, baseName);
    return toId(&tree);
}

Result<ObjectId> commitBoth(git_repository *repository, const ObjectId &tree, const ObjectId &attempt,
                            const ObjectId &base, const ResolutionRequest &request)
{
    const auto content = lookupTree(repository, tree);
    const auto ours = lookupCommit(repository, attempt);
    const auto theirs = lookupCommit(repository, base);
    const auto signature = makeSignature(docketIdentity(), request.when);
    if (!content || !ours || !theirs)
        return std::unexpected(!content ? content.error() : !ours ? ours.error() : theirs.error());
    if (!signature)
        return std::unexpected(signature.error());
    const git_commit *parents[] = {ours->get(), theirs->get()};
    const QByteArray message = "Bring in " + request.base.toUtf8() + '\n';
    git_oid oid;
    if (const int rc = git_commit_create(&oid, repository, nullptr, signature->get(), signature->get(), nullptr,
                                         message.constData(), content->get(), 2, parents);
        rc < 0)
        return gitFail(rc, u"The merge with its conflicts could not be committed"_s, request.base);
    return toId(&oid);
}

Result<void> moveAttempt(const Repository &repository, const AttemptWorktree &worktree, const ObjectId &from,
                         const ObjectId &to)
{
    const QString ref = u"refs/heads/"_s + worktree.branch;
    secureRef(worktree.commonDir, ref);
    dropStaleLock(worktree.commonDir, ref);
    const auto target = toOid(to);
    const auto expected = toOid(from);
    RefHandle moved;
    if (const int rc = git_reference_create_matching(moved.out(), repository.handle(), ref.toUtf8().constData(),
                                                     &*target, 1, &*expected, "docket: bring the base in");
        rc < 0)
        return gitFail(rc, u"The attempt's branch could not be moved"_s, worktree.branch);
    return {};
}

/** The merge that an earlier, interrupted or finished, call began from the same two tips. */
std::optional<CommitInfo> begunMerge(const Repository &repository, const QString &planned, const ObjectId &base,
                                     const ObjectId &tip)
{
    git_oid oid;
    if (git_reference_name_to_id(&oid, repository.handle(), planned.toUtf8().constData()) < 0)
        return std::nullopt;
    const auto commit = repository.commit(toId(&oid));
    if (!commit || commit->parents.size() != 2 || commit->parents.at(1) != base
        || (tip != commit->parents.first() && tip != commit->id))
        return std::nullopt;
    return *commit;
}

/** The commit is kept under its name before files change, so that a killed call can be told from work of the agent. */
Result<void> keep(const Repository &repository, const QString &ref, const ObjectId &commit)
{
    dropStaleLock(repository.commonDir(), ref);
    const auto oid = toOid(commit);
    RefHandle created;
    if (const int rc = git_reference_create(created.out(), repository.handle(), ref.toUtf8().constData(), &*oid, 1,
                                            "docket: bring the base in");
        rc < 0)
        return gitFail(rc, u"The merge with its conflicts could not be kept"_s, ref);
    return {};
}

} // namespace

Result<Resolution> bringBaseIn(const AttemptWorktree &worktree, const ResolutionRequest &request,
                               const CancelToken &cancel)
{
    const auto bare = Repository::openGitDir(worktree.commonDir, {});
    if (!bare)
        return std::unexpected(bare.error());
    IndexHandle empty;
    if (git_index_new(empty.out()) < 0 || git_repository_set_index(bare->handle(), empty.get()) < 0)
        return gitFail(-1, u"The merge cannot be tried"_s);
    const auto base = bare->branchTip(request.base);
    if (!base)
        return std::unexpected(base.error());

    const QString planned = snapshotRef(worktree.storeId, worktree.attempt, u"%1-merge"_s.arg(request.round));
    Resolution resolution;
    resolution.base = *base;
    const ObjectId tip = bare->branchTip(worktree.branch).value_or(worktree.base);
    const auto begun = begunMerge(*bare, planned, *base, tip);
    ObjectId attempt;
    if (begun) {
        attempt = begun->parents.first();
    } else {
        SnapshotRequest before;
        before.parent = tip;
        before.message = u"Before bringing in %1"_s.arg(request.base);
        before.when = request.when;
        const auto snapshot = SnapshotWriter(worktree, before, u"%1-before-merge"_s.arg(request.round), cancel).take();
        if (!snapshot)
            return std::unexpected(snapshot.error());
        attempt = snapshot->commit;
        const auto known = bare->isAncestor(*base, attempt);
        if (!known)
            return std::unexpected(known.error());
        if (*known) {
            resolution.commit = attempt;
            return resolution;
        }
    }
    const auto tree = mergedTree(bare->handle(), attempt, *base, request.base, resolution);
    if (!tree)
        return std::unexpected(tree.error());
    const auto commit =
        begun ? Result<ObjectId>(begun->id) : commitBoth(bare->handle(), *tree, attempt, *base, request);
    if (!commit)
        return std::unexpected(commit.error());
    resolution.commit = *commit;
    if (begun && tip == *commit)
        return resolution;
    return keep(*bare, planned, *commit)
        .and_then([&] { return Worktrees(worktree.commonDir).restore(worktree, *commit, cancel); })
        .and_then([&] { return moveAttempt(*bare, worktree, attempt, *commit); })
        .transform([&] { return resolution; });
}

namespace {

/**
 * The lines that begin and end a conflict, as bringBaseIn() writes them; a file that merely talks of them has not both.
 */
bool holdsMarkers(const QByteArray &content)
{
    const QByteArray begin = QByteArray("<<<<<<< ") + ourLabel;
    const auto hasLine = [&](const QByteArray &word) {
        return content.startsWith(word) || content.contains('\n' + word);
    };
    return hasLine(begin) && hasLine(">>>>>>> ");
}

} // namespace

Result<QList<QByteArray>> filesWithMarkers(const Repository &repository, const ObjectId &from, const ObjectId &to,
                                           const CancelToken &cancel)
{
    const auto changes = diffTrees(repository, from, to, {.sizes = false}, cancel);
    if (!changes)
        return std::unexpected(changes.error());
    QList<QByteArray> found;
    for (const TreeChange &change : *changes) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        if (change.newMode != FileMode::Regular && change.newMode != FileMode::Executable)
            continue;
        const auto content = repository.readBlob(change.newId, enoughForMarkers);
        if (content && holdsMarkers(*content))
            found.append(change.path);
    }
    return found;
}

} // namespace docket::git
