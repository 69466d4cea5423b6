// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"
#include "review/readledger.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;

namespace docket {

class PrimaryButton;

/** The foot of a review: what is still open, a note, and the verdict; after the approval the merge. */
class VerdictBar : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBar(Workbench &workbench, QWidget *parent = nullptr);

    void setRecord(const TaskRecord &record);
    void clear();
    void setComments(const QList<review::Comment> &comments);
    /** `round`: whose snapshot is on screen. A verdict is always about the newest. Approving with something unread asks
     * once. */
    void setProgress(review::ReadCount files, review::ReadCount hunks, int round);
    /** What was not read, in a sentence; empty where all of it was. */
    QString unread() const;
    QLineEdit *note() const { return m_note; }

Q_SIGNALS:
    void failed(const docket::Error &error);
    void done(const QString &sentence);

private:
    PrimaryButton *addButton(const QString &name, const QString &text, const QString &help, int look);
    void give(Verdict verdict, const QString &sentence);
    void approve();
    void merge();
    void handBack();
    void previewMerge();
    void updateAll();

    Workbench &m_workbench;
    TaskRecord m_record;
    MergePreview m_preview;
    bool m_previewKnown = false;
    quint64 m_generation = 0;
    bool m_busy = false;
    int m_open = 0;
    int m_must = 0;
    review::ReadCount m_files;
    review::ReadCount m_hunks;
    bool m_warned = false; ///< the next click approves what was not read
    int m_round = 0;
    QLabel *m_summary;
    QLabel *m_warning;
    QLineEdit *m_note;
    QComboBox *m_strategy;
    PrimaryButton *m_reject;
    PrimaryButton *m_request;
    PrimaryButton *m_approve;
    PrimaryButton *m_merge;
    PrimaryButton *m_handBack;
};

} // namespace docket
