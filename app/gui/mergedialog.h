// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace docket {

class PrimaryButton;

/**
 * Shows what a merge would do before anything is written: strategy, message with trailers, conflicts or why it cannot
 * be now.
 */
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    MergeDialog(Workbench &workbench, const Task &task, QWidget *parent);

Q_SIGNALS:
    void mergeChosen(docket::MergeStrategy strategy, const QString &note); ///< note: why, although evidence is missing
    void handBackChosen();

private:
    void load();
    void updateMerge();
    void showPreview(const MergePreview &preview);

    Workbench &m_workbench;
    TaskId m_task;
    QComboBox *m_strategy;
    QLabel *m_sentence;
    QPlainTextEdit *m_text;
    QLineEdit *m_note;
    PrimaryButton *m_merge;
    PrimaryButton *m_handBack;
    quint64 m_generation = 0;
    bool m_strategiesKnown = false;
    bool m_merges = false;    ///< nothing is in its way
    bool m_needsNote = false; ///< evidence is missing: the reason makes it possible
};

} // namespace docket
