// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/document.h"
#include "items/diffsource.h"
#include "items/workbench.h"

#include <QSet>
#include <QThreadPool>

#include <optional>

namespace docket {

/**
 * One task under review, without a window: which snapshots are compared, the diffs as they come, comments and read marks. Takes all
 * from the workbench and the source of diffs and tells the workbench what the reader did. GUI thread.
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
    /** Newest first: all changes of the attempt, then each round for itself. */
    QList<Range> ranges() const;
    const Range &range() const { return m_range; }
    /** Folder of the task's project; empty while no task is shown. */
    QString repository() const;
    /** Where the change that is shown began: what came in from the base branch since then is none of it. */
    ObjectId start() const;
    const diff::DiffOptions &options() const { return m_options; }
    const diff::DiffDocument &document() const { return m_document; }
    bool isLoading() const { return m_isLoading; }
    /** Placed in the versions that are shown. */
    QList<review::Comment> comments() const;
    const QList<review::Comment> &storedComments() const { return m_comments; }
    const QSet<QByteArray> &readMarks() const { return m_marks; }

    void saveComment(const review::Comment &comment);
    void deleteComment(CommentId comment);
    void setViewed(int file, bool viewed);

Q_SIGNALS:
    void recordChanged();
    void begun();                ///< document() has its files
    void fileArrived(int file);
    void movesArrived();
    void finished();
    void commentsChanged();
    void marksChanged();
    void failed(const docket::Error &error);

private:
    void loadRecord();
    void loadComments();
    void loadMarks();
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
    QSet<QByteArray> m_marks;
    quint64 m_generation = 0;
    bool m_isLoading = false;
    QThreadPool m_pool; // searches for moves
    CancelToken m_cancel;
};

} // namespace docket
