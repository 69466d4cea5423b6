// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QWidget>

#include <functional>

class QStackedWidget;

namespace docket {

class EvidencePane;
class HistoryPane;
class PageTabBar;
class SpecPane;
class TaskHeader;
class TranscriptPane;

/** The review tab comes from a room of its own; this is all the page needs of it. */
struct ReviewSeat
{
    QWidget *widget = nullptr;
    std::function<void(TaskId)> showTask;
    QList<QAction *> actions;
    std::function<bool(const QStringList &paths)>
        goToFile;                          ///< the first of these, as an agent calls them; false if none is there
    std::function<QString(TaskId)> unread; ///< what of the change was not read, in a sentence; empty: nothing
};
/** What the review tab says to its page. */
struct ReviewHooks
{
    std::function<void(const Error &)> failed;
    std::function<void(const QString &)> done;
    std::function<void(EvidenceId)> logRequested;
    std::function<void(const QString &path, const QStringList &addedLines)> stepRequested;
};
using ReviewFactory = std::function<ReviewSeat(QWidget *parent, const ReviewHooks &hooks)>;

/** The page of one task: its head and the five tabs. Loads the record and hands it to whoever shows a part of it. */
class TaskPage : public QWidget
{
    Q_OBJECT

public:
    enum class Tab : quint8 { Spec, Transcript, Review, Evidence, History };

    TaskPage(Workbench &workbench, const ReviewFactory &review, QWidget *parent = nullptr);

    void showTask(TaskId task);
    TaskId task() const { return m_task; }
    const TaskCard &card() const { return m_card; }
    const TaskRecord &record() const { return m_record; }

    void setTab(Tab tab);
    Tab tab() const;
    /** The tab where the next step of a task in this state is taken. */
    static Tab tabFor(TaskState state);

    TaskHeader *header() const { return m_header; }
    SpecPane *spec() const { return m_spec; }
    TranscriptPane *transcript() const { return m_transcript; }
    EvidencePane *evidence() const { return m_evidence; }
    HistoryPane *history() const { return m_history; }
    const ReviewSeat &review() const { return m_review; }

Q_SIGNALS:
    void taskChanged();      ///< another task, another state, or a fresh record
    void tabChanged();
    void failed(const docket::Error &error);
    void said(const QString &sentence);

private:
    void loadRecord();
    void takeCard(const TaskCard &card);
    void fillReview();
    ReviewHooks hooks();

    Workbench &m_workbench;
    TaskHeader *m_header;
    PageTabBar *m_tabs;
    QStackedWidget *m_stack;
    SpecPane *m_spec;
    TranscriptPane *m_transcript;
    EvidencePane *m_evidence;
    HistoryPane *m_history;
    ReviewSeat m_review;
    TaskId m_task;
    TaskCard m_card;
    TaskRecord m_record;
    TaskId m_reviewed; ///< what the review tab shows; it is filled when it is looked at
    bool m_loading = false;
    bool m_loadAgain = false;
};

} // namespace docket
