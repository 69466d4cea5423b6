// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"
#include "spec/specdocument.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;

namespace docket {

class PrimaryButton;
class SpecOutline;
class SpecTextEdit;

/**
 * The spec tab of a task. Changes become a revision with save() or when the page is left (leave()); an older revision
 * can be read, compared and taken over. What a person writes while an answer is under way is never overwritten. What is
 * not saved yet is kept as a draft a second after the last key, and stands in the editor again after a kill.
 */
class SpecPane : public QWidget
{
    Q_OBJECT

public:
    SpecPane(Workbench &workbench, QWidget *parent = nullptr);

    void showTask(TaskId task);
    void setCard(const TaskCard &card);
    bool isModified() const;
    void save();
    /** Saves what is unsaved; `then` runs when it is stored, or at once. */
    void leave(std::function<void()> then = {});
    /** Keeps what is not saved, now: the program is about to end. */
    void keepDraft();

    SpecTextEdit *editor() const { return m_editor; }
    SpecOutline *outline() const { return m_outline; }
    void insertCriterion();
    void insertSection(SectionKind kind);
    void goToProblem(int step);
    void focusRevisions();

Q_SIGNALS:
    void modifiedChanged(bool modified);
    void saved(int revision);
    void failed(const docket::Error &error);

private:
    void load(int revision);
    void loadHistory();
    void store(TaskId task, const QString &text, std::function<void()> then);
    void showRevision(int number);
    void makeDraftBar();
    void loadDraft();
    void takeDraft(const DraftText &draft);
    void forgetDraft(TaskId task);
    void showProfiles();
    void parse();
    void showStatus();

    Workbench &m_workbench;
    QComboBox *m_profile;
    QLabel *m_base;
    QLabel *m_status;
    QComboBox *m_revisions;
    SpecTextEdit *m_editor;
    SpecOutline *m_outline;
    QWidget *m_olderBar;
    QLabel *m_olderText;
    PrimaryButton *m_takeOlder;
    PrimaryButton *m_backToNewest;
    QWidget *m_draftBar;
    QLabel *m_draftText;
    QTimer m_parseSoon;
    QTimer m_draftSoon;
    TaskId m_task;
    TaskCard m_card;
    SpecDocument m_document;
    QList<SpecRevision> m_history;
    QString m_stored;         ///< the newest revision's text
    QString m_draft;          ///< what stood in the editor while an older revision is shown
    int m_newest = 0;
    int m_shown = 0;          ///< 0: the newest, editable
    quint64 m_generation = 0;
    bool m_loaded = false;
    bool m_hasDraft = false;  ///< one is kept for this task
};

} // namespace docket
