// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/treediff.h"

#include "git/handles.h"

#include <git2/sys/repository.h>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

int stopWhenCancelled(const git_diff *, const git_diff_delta *, const char *, void *payload)
{
    return static_cast<const CancelToken *>(payload)->isCancelled() ? GIT_EUSER : 0;
}

ChangeStatus statusOf(const git_diff_delta &delta)
{
    switch (delta.status) {
    case GIT_DELTA_ADDED:
        return ChangeStatus::Added;
    case GIT_DELTA_DELETED:
        return ChangeStatus::Deleted;
    case GIT_DELTA_TYPECHANGE:
        return ChangeStatus::TypeChanged;
    default:
        return ChangeStatus::Modified;
    }
}

qint64 sizeOf(git_odb *odb, const git_diff_file &file)
{
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (file.mode == GIT_FILEMODE_COMMIT || git_oid_is_zero(&file.id)
        || git_odb_read_header(&size, &type, odb, &file.id) < 0)
        return -1;
    return static_cast<qint64>(size);
}

std::optional<bool> truth(git_attr_value_t kind, const char *value)
{
    switch (kind) {
    case GIT_ATTR_VALUE_TRUE:
        return true;
    case GIT_ATTR_VALUE_FALSE:
        return false;
    case GIT_ATTR_VALUE_STRING:
        return qstricmp(value, "false") != 0 && qstrcmp(value, "0") != 0;
    case GIT_ATTR_VALUE_UNSPECIFIED:
        break;
    }
    return std::nullopt;
}

} // namespace

Result<QList<TreeChange>> diffTrees(const Repository &repository, const ObjectId &from, const ObjectId &to,
                                    const TreeDiffOptions &options, const CancelToken &cancel)
{
    TreeHandle oldTree;
    if (from.isValid()) {
        auto found = lookupTree(repository.handle(), from);
        if (!found)
            return std::unexpected(found.error());
        oldTree = *std::move(found);
    }
    auto newTree = lookupTree(repository.handle(), to);
    if (!newTree)
        return std::unexpected(newTree.error());

    git_diff_options settings = GIT_DIFF_OPTIONS_INIT;
    settings.flags = GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
    CancelToken token = cancel;
    settings.notify_cb = stopWhenCancelled;
    settings.payload = &token;
    DiffHandle diff;
    if (const int rc = git_diff_tree_to_tree(diff.out(), repository.handle(), oldTree.get(), newTree->get(), &settings);
        rc < 0)
        return gitFail(rc, u"The two versions cannot be compared"_s);

    OdbHandle odb;
    if (const int rc = git_repository_odb(odb.out(), repository.handle()); rc < 0)
        return gitFail(rc, u"The object store cannot be opened"_s);
    const size_t count = git_diff_num_deltas(diff.get());
    QList<TreeChange> changes;
    changes.reserve(static_cast<qsizetype>(count));
    for (size_t i = 0; i < count; ++i) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        const git_diff_delta &delta = *git_diff_get_delta(diff.get(), i);
        TreeChange change;
        change.status = statusOf(delta);
        const bool deleted = change.status == ChangeStatus::Deleted;
        const bool added = change.status == ChangeStatus::Added;
        change.path = deleted ? delta.old_file.path : delta.new_file.path;
        change.oldId = toId(&delta.old_file.id);
        change.newId = toId(&delta.new_file.id);
        change.oldMode = added ? FileMode::None : toMode(delta.old_file.mode);
        change.newMode = deleted ? FileMode::None : toMode(delta.new_file.mode);
        if (options.sizes) {
            change.oldSize = added ? -1 : sizeOf(odb.get(), delta.old_file);
            change.newSize = deleted ? -1 : sizeOf(odb.get(), delta.new_file);
        }
        changes.append(std::move(change));
    }
    return changes;
}

Result<QHash<QByteArray, PathAttributes>> attributesAt(const Repository &repository, const ObjectId &commit,
                                                       const QList<QByteArray> &paths, const CancelToken &cancel)
{
    const auto oid = toOid(commit);
    if (!oid)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s, QString::fromLatin1(commit.hex));
    // A handle without a work tree and with an empty index leaves the commit as the only place for .gitattributes.
    const auto bare = Repository::openGitDir(repository.commonDir(), {});
    if (!bare)
        return std::unexpected(bare.error());
    IndexHandle empty;
    if (git_index_new(empty.out()) < 0 || git_repository_set_index(bare->handle(), empty.get()) < 0)
        return gitFail(-1, u"The attributes cannot be read"_s);

    const char *names[] = {"linguist-generated", "linguist-vendored", "diff", "filter"};
    git_attr_options options = GIT_ATTR_OPTIONS_INIT;
    options.flags = GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_NO_SYSTEM | GIT_ATTR_CHECK_INCLUDE_COMMIT;
    options.attr_commit_id = *oid;
    QHash<QByteArray, PathAttributes> result;
    result.reserve(paths.size());
    for (const QByteArray &path : paths) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        const char *values[std::size(names)] = {};
        if (const int rc =
                git_attr_get_many_ext(values, bare->handle(), &options, path.constData(), std::size(names), names);
            rc < 0)
            return gitFail(rc, u"The attributes cannot be read"_s, displayPath(path));
        PathAttributes attributes;
        attributes.generated = truth(git_attr_value(values[0]), values[0]);
        attributes.vendored = truth(git_attr_value(values[1]), values[1]);
        const git_attr_value_t diff = git_attr_value(values[2]);
        if (diff == GIT_ATTR_VALUE_STRING)
            attributes.diffDriver = QString::fromUtf8(values[2]);
        else
            attributes.text = truth(diff, values[2]);
        if (git_attr_value(values[3]) == GIT_ATTR_VALUE_STRING)
            attributes.filter = QString::fromUtf8(values[3]);
        result.insert(path, attributes);
    }
    return result;
}

Result<BlobReader> BlobReader::open(const QString &gitDir)
{
    return Repository::openGitDir(gitDir, {}).transform([](Repository &&repository) {
        return BlobReader(std::move(repository));
    });
}

Result<QByteArray> BlobReader::read(const ObjectId &blob, qint64 maxBytes) const
{
    return blob.isValid() ? m_repository.readBlob(blob, maxBytes) : QByteArray();
}

Result<qint64> BlobReader::size(const ObjectId &blob) const
{
    if (!blob.isValid())
        return 0;
    const auto oid = toOid(blob);
    OdbHandle odb;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    int rc = oid ? git_repository_odb(odb.out(), m_repository.handle()) : GIT_EINVALIDSPEC;
    if (rc == 0)
        rc = git_odb_read_header(&size, &type, odb.get(), &*oid);
    if (rc < 0)
        return gitFail(rc, u"The content cannot be read"_s, QString::fromLatin1(blob.hex));
    return static_cast<qint64>(size);
}

} // namespace docket::git
