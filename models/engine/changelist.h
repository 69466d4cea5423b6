// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "core/error.h"
#include "core/ids.h"
#include "diff/filediff.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace docket {

/**
 * Two trees (or commits) of one repository. `from` invalid: the empty tree.
 *
 * When the two stand on different bases, what came with the base is taken out: the older version is replayed in memory
 * on the newer base, and that is what the newer version is compared with. Where the replay meets a conflict, both
 * versions are compared as they are and the edits of the base are set apart (diff::FileDiff::isFromBase). The bases are
 * given, or found from `start` or `target`.
 */
struct DiffJob
{
    QString repository;
    ObjectId from;
    ObjectId to;
    diff::DiffOptions options = {};
    ObjectId start =
        {}; ///< where an attempt began: each version stands on it, or on what was last merged into the attempt since
    ObjectId target = {};  ///< tip of the branch that both left: each stands on its merge base with that
    ObjectId oldBase = {}; ///< both given: taken as they are
    ObjectId newBase = {};
    /** Where many texts would have to be read to find renames, the list comes without those first, and without what
     * .gitattributes say (isComplete()). */
    bool inSteps = false;
};

/**
 * The changed files of a job, and all that makes their diffs. Immutable to its users; shared by the threads that work
 * on it.
 */
class ChangeList
{
public:
    using Ptr = std::shared_ptr<const ChangeList>;

    /** Lists the files with renames and flags, in reading order. Blocks; for pool threads. */
    static Result<Ptr> make(const DiffJob &job, const CancelToken &cancel);
    /** The same with all renames found, for a list that is not complete. Blocks; for pool threads. */
    static Result<Ptr> complete(const Ptr &early, const CancelToken &cancel);
    ~ChangeList();

    const QList<diff::FileEntry> &files() const { return m_files; }
    bool isInSteps() const; ///< as the job says
    bool isComplete() const { return m_early.empty(); }
    /** False for a file that may be one end of a rename which is still looked for: its diff may be of no use. */
    bool isSettled(int file) const { return m_open.isEmpty() || !m_open.at(file); }
    /** The number that a file of this list, or of the one that this one completes, has here; -1 where it is none of its
     * own any more, or is compared in another way. */
    int numberOf(const ChangeList &other, int file) const;
    using Tell = std::function<void(diff::FileDiffPtr)>;
    /**
     * One file of it. Null only when cancelled: what cannot be read says so in a note. With `firstPart`, for a reader
     * who waits: a large file is read by two threads, and told as far as its first changes before all of it is
     * compared. Blocks; any pool thread.
     */
    diff::FileDiffPtr diff(int file, const CancelToken &cancel, const Tell &firstPart = {}) const
    {
        return diff(m_files.at(file), cancel, firstPart);
    }
    diff::FileDiffPtr diff(diff::FileEntry entry, const CancelToken &cancel, const Tell &firstPart = {}) const;

    /**
     * Gives back what only reading needs: open repositories with what they remember of packs. diff() opens them again.
     * Any thread.
     */
    void rest() const;

private:
    class Maker;
    struct Work;
    ChangeList();

    QList<diff::FileEntry> m_files;
    std::vector<diff::FileEntry> m_early; ///< in the order of paths, while renames are missing
    QList<bool> m_open;                   ///< for each of m_files; empty: none
    QHash<QByteArray, int> m_numbers;     ///< only of a list that completes another one
    std::shared_ptr<Work> m_work;         ///< also of the complete list
};

} // namespace docket
