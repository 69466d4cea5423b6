// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/evidencemodel.h"
#include "items/workbench.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace docket {

class EmptyState;

/** The evidence tab: every check of every round with outcome, tree and tool, and the log of the one that is chosen. */
class EvidencePane : public QWidget
{
    Q_OBJECT

public:
    EvidencePane(Workbench &workbench, QWidget *parent = nullptr);

    void showTask(TaskId task);
    void setRecord(const TaskRecord &record);
    void choose(EvidenceId evidence);
    QTableView *table() const { return m_table; }
    QPlainTextEdit *log() const { return m_log; }
    void focusSearch();
    void findNext(bool backwards);

Q_SIGNALS:
    void failed(const docket::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void loadLog();
    void showState(const TaskRecord &record);
    void markFound();

    Workbench &m_workbench;
    EvidenceModel *m_model;
    QTableView *m_table;
    QLabel *m_caption;
    QLineEdit *m_search;
    QPlainTextEdit *m_log;
    QSplitter *m_splitter;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    TaskId m_task;
    EvidenceId m_shown;
    CheckOutcome m_shownOutcome = CheckOutcome::NotStarted;
    quint64 m_generation = 0;
};

} // namespace docket
