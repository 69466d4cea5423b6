// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/transcriptmodel.h"
#include "items/workbench.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedLayout;
class QToolButton;
class QAction;

namespace docket {

class AskBar;
class EmptyState;
class TranscriptView;

/**
 * The transcript tab of a task: entries of one round, live, with search, folding and the agent's questions at the foot.
 */
class TranscriptPane : public QWidget
{
    Q_OBJECT

public:
    TranscriptPane(Workbench &workbench, QWidget *parent = nullptr);

    void showTask(TaskId task);
    /** Called with each fresh record: its rounds fill the chooser, its questions the bar. */
    void setRecord(const TaskRecord &record);
    TranscriptModel &model() { return *m_model; }
    TranscriptView *view() const { return m_view; }
    AskBar *askBar() const { return m_askBar; }

    void focusSearch();
    void findNext(bool backwards);
    void foldAll(bool fold);
    void goToEnd();
    void copy();
    /** Asks for the file that the chosen tool call is about to be shown. */
    void goToFile();
    /** Shows the step that wrote these lines into this file, of the newest round that has one. */
    void showStep(const QString &path, const QStringList &addedLines);

Q_SIGNALS:
    void failed(const docket::Error &error);
    /** The first of these that is part of the change is to be shown; as the agent calls them. */
    void fileRequested(const QStringList &paths);
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void loadRound(int number);
    /**
     * Where the step that wrote a line is looked for: from the end of the last round back to the beginning of the
     * first.
     */
    struct StepSearch
    {
        int round = 0;
        TranscriptSpot spot;
        QString path;
        QStringList addedLines;
    };
    void takePage(const TranscriptPage &page);
    void lookForStep(const StepSearch &search);
    void showFound(int round, const TranscriptPage &page, int step);
    void loadMore(TranscriptSpot::Way way);
    void takeMore(TranscriptSpot::Way way, const TranscriptPage &page);
    void fetchNear();
    void showState();

    Workbench &m_workbench;
    TranscriptModel *m_model;
    TranscriptView *m_view;
    AskBar *m_askBar;
    QComboBox *m_rounds;
    QLineEdit *m_search;
    QToolButton *m_toEnd;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    TaskId m_task;
    AttemptId m_attempt;
    int m_round = 0;          ///< the one on screen, counted within the attempt; 0: none
    int m_lastRound = 0;
    quint64 m_generation = 0; ///< answers of an earlier one are dropped
    QList<TranscriptEntry> m_early; ///< grew while the first load was under way
    bool m_loading = false;
    // The model is a window into the file.
    qint64 m_from = 0;       ///< what lies before is not loaded; 0: nothing does
    qint64 m_to = 0;         ///< what lies behind is not loaded, unless m_atEnd
    qint64 m_ahead = 0;      ///< bytes that were read beyond what was asked for, so that the search finds them
    bool m_atEnd = true;     ///< what is told live goes on here
    bool m_loadingMore = false;
};

} // namespace docket
