// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "git/repository.h"
#include "git/values.h"

#include <QByteArray>
#include <QList>

namespace docket::git {

enum class ChangeStatus { Added, Deleted, Modified, TypeChanged };

/** One path that differs between two trees. Renames are not looked for here. */
struct TreeChange
{
    ChangeStatus status = ChangeStatus::Modified;
    QByteArray path; ///< bytes as git stores them; the same on both sides
    ObjectId oldId;  ///< invalid when added; of a submodule: its commit
    ObjectId newId;  ///< invalid when deleted
    FileMode oldMode = FileMode::None;
    FileMode newMode = FileMode::None;
    qint64 oldSize = -1; ///< bytes; -1 when not asked for, absent or a submodule
    qint64 newSize = -1;

    bool modeOnly() const { return status == ChangeStatus::Modified && oldId == newId; }
    bool operator==(const TreeChange &) const = default;
};

struct TreeDiffOptions
{
    bool sizes = true; ///< reads one object header for each side
};

/**
 * What differs between two trees (or commits), sorted by path; no content is read. An invalid `from` stands for the
 * empty tree. Errors: NotFound, Cancelled, Git.
 */
Result<QList<TreeChange>> diffTrees(const Repository &repository, const ObjectId &from, const ObjectId &to,
                                    const TreeDiffOptions &options = {}, const CancelToken &cancel = {});

/** What lies at a path of a tree. */
struct TreeFile
{
    ObjectId id;
    FileMode mode = FileMode::None;
};

/** The file at `path` in a tree or commit; NotFound where there is none, or a folder. */
Result<TreeFile> fileAt(const Repository &repository, const ObjectId &treeOrCommit, const QByteArray &path);

/** Reads blobs for one job; opened without a work tree. One thread. */
class BlobReader
{
public:
    /** `gitDir` as Repository::commonDir() gives it. */
    static Result<BlobReader> open(const QString &gitDir);

    /** An invalid id gives empty content, so that an absent side needs no special case. */
    Result<QByteArray> read(const ObjectId &blob, qint64 maxBytes = Repository::maxBlobBytes) const;
    Result<qint64> size(const ObjectId &blob) const;

private:
    explicit BlobReader(Repository &&repository) : m_repository(std::move(repository)) {}
    Repository m_repository;
};

} // namespace docket::git
