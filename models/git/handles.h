// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For sources of this room only: libgit2 handles with owners, conversions, and errors taken while they are fresh.

#include "core/error.h"
#include "git/libgit2calls.h"
#include "git/values.h"

#include <optional>
#include <utility>

namespace docket::git {

/** Owns one libgit2 object. `git_x_lookup(handle.out(), ...)` fills it; what it held before is let go. */
template<typename T, auto &free>
class Handle
{
public:
    Handle() = default;
    explicit Handle(T *raw) : m_raw(raw) {}
    Handle(Handle &&other) noexcept : m_raw(other.release()) {}
    Handle &operator=(Handle &&other) noexcept
    {
        if (this != &other)
            reset(other.release());
        return *this;
    }
    ~Handle() { reset(); }

    T *get() const { return m_raw; }
    T *release() { return std::exchange(m_raw, nullptr); }
    void reset(T *raw = nullptr)
    {
        if (m_raw)
            free(m_raw);
        m_raw = raw;
    }
    T **out()
    {
        reset();
        return &m_raw;
    }

private:
    T *m_raw = nullptr;
};

using RefHandle = Handle<git_reference, git_reference_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using CommitHandle = Handle<git_commit, git_commit_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;
using TreeEntryHandle = Handle<git_tree_entry, git_tree_entry_free>;
using BlobHandle = Handle<git_blob, git_blob_free>;
using IndexHandle = Handle<git_index, git_index_free>;
using DiffHandle = Handle<git_diff, git_diff_free>;
using StatusHandle = Handle<git_status_list, git_status_list_free>;
using SignatureHandle = Handle<git_signature, git_signature_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using WalkHandle = Handle<git_revwalk, git_revwalk_free>;
using RefIteratorHandle = Handle<git_reference_iterator, git_reference_iterator_free>;
using ConflictIteratorHandle = Handle<git_index_conflict_iterator, git_index_conflict_iterator_free>;

/** A libgit2 buffer that disposes itself. */
struct Buffer
{
    git_buf raw{};
    Buffer() = default;
    ~Buffer() { git_buf_dispose(&raw); }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    QByteArray bytes() const { return QByteArray(raw.ptr, static_cast<qsizetype>(raw.size)); }
};

/** The error of the libgit2 call that just returned `code`, with `what` as the first half of the sentence. */
std::unexpected<Error> gitFail(int code, const QString &what, const QString &context = {});
/** Text of the last libgit2 error in this thread. */
QString lastGitMessage();

ObjectId toId(const git_oid *oid);
std::optional<git_oid> toOid(const ObjectId &id);
FileMode toMode(quint16 mode);

Result<CommitHandle> lookupCommit(git_repository *repository, const ObjectId &id);
/** The tree itself, or that of a commit. */
Result<TreeHandle> lookupTree(git_repository *repository, const ObjectId &treeOrCommit);
Result<SignatureHandle> makeSignature(const Identity &who, const QDateTime &when);
Signature toSignature(const git_signature *signature);

struct MergeConflict;
/** The value for one entry of a conflict iterator; sides that are absent are null. Defined where merges are planned. */
MergeConflict conflictFrom(const git_index_entry *ancestor, const git_index_entry *base,
                           const git_index_entry *attempt);

/** Name of the branch that a file like HEAD names in `gitDir`; empty when detached or unreadable. */
QString headBranchIn(const QString &gitDir);

} // namespace docket::git
