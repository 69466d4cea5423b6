// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/document.h"
#include "items/diffsource.h"
#include "items/workbench.h"
#include "review/readledger.h"
#include "widgets/review/commentbox.h"

#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace docket {

/**
 * One task under review, without a window: which snapshots are compared, the diffs as they come, comments and read
 * marks. Takes all from the workbench and the source of diffs and tells the workbench what the reader did. GUI thread.
 */
class ReviewSession : public QObject
{
    Q_OBJECT

public:
    /** Something that can be compared: from a commit to what a round left. */
    struct Range
    {
        ObjectId from;
        ObjectId to;
        int round = 0;        ///< whose snapshot `to` is
        bool onlyRound = false; ///< against the round before, not the base
        int sinceRound = 0;     ///< against the round that the reader looked at last; 0: not that
        bool operator==(const Range &) const = default;
    };

    ReviewSession(Workbench &workbench, DiffSource &source, QObject *parent = nullptr);
    ~ReviewSession() override;

    void showTask(TaskId task);
    void setRange(const Range &range);
    void setOptions(const diff::DiffOptions &options);
    /** Files that can be seen: their diffs come first. */
    void prioritise(const QList<int> &files);

    TaskId task() const { return m_task; }
    const std::optional<TaskRecord> &record() const { return m_record; }
    /** Newest first: all changes of the attempt, what changed since the last look (if there was one), then each round
     * for itself. */
    QList<Range> ranges() const;
    const Range &range() const { return m_range; }
    /** Folder of the task's project; empty while no task is shown. */
    QString repository() const;
    /** Where the change that is shown began: what came in from the base branch since then is none of it. */
    ObjectId start() const;
    const diff::DiffOptions &options() const { return m_options; }
    const diff::DiffDocument &document() const { return m_document; }
    bool isLoading() const { return m_isLoading; }
    /** Placed in the versions that are shown; all of them, wherever they can stand. */
    QList<review::Comment> comments() const;
    /** Where and when those were written that do not stand in their own version. */
    QHash<CommentId, CommentOrigin> origins() const;
    const QList<review::Comment> &storedComments() const { return m_comments; }
    /** What of document() was read. */
    const review::ReadLedger &ledger() const { return m_ledger; }

    /** What changed since the reader last looked at an earlier round; nothing if that never was. */
    std::optional<Range> sinceLastLook() const;
    /** What was being written when the task was left. */
    const std::optional<review::Comment> &draft() const { return m_memory.draft; }
    /** The reader has what is compared on screen. */
    void noteLook();
    void keepDraft(const std::optional<review::Comment> &draft);

    void saveComment(const review::Comment &comment);
    void deleteComment(CommentId comment);
    void setViewed(int file, bool viewed);
    void setRead(review::ReadPlace place, bool read);

Q_SIGNALS:
    void recordChanged();
    void begun();                ///< document() has its files
    void fileArrived(int file);
    void movesArrived();
    void finished();
    void commentsChanged();
    void marksChanged();
    void memoryLoaded();
    void failed(const docket::Error &error);

private:
    void loadRecord();
    void loadComments();
    void loadMarks();
    void loadMemory();
    void placeComments();
    const Round *roundOf(const ObjectId &snapshot) const;
    void storeMarks(review::MarkChange change);
    void markInFull(int file, review::MarkChange &change);
    void findParts(int file);
    void takeRecord(const TaskRecord &record);
    void open();
    void searchMoves();

    Workbench &m_workbench;
    DiffSource &m_source;
    TaskId m_task;
    std::optional<TaskRecord> m_record;
    Range m_range;
    diff::DiffOptions m_options;
    diff::DiffDocument m_document;
    QList<review::Comment> m_comments;
    QHash<CommentId, review::PortedComment> m_places; ///< for the versions that are compared
    quint64 m_placeNumber = 0;
    review::ReviewMemory m_memory;
    bool m_isMemoryKnown = false;
    ObjectId m_noted; ///< the snapshot that was last noted as looked at
    review::ReadLedger m_ledger;
    QHash<QByteArray, diff::FileEntry> m_fullEntries; ///< all changes up to m_fullTo, by new path
    ObjectId m_fullTo;
    QTimer m_partsTimer; // tells of arrived parts, many at a time
    quint64 m_generation = 0;
    bool m_isLoading = false;
    QThreadPool m_pool; // hashes what can be read, searches for moves
    CancelToken m_cancel;
};

} // namespace docket
