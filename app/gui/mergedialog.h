// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QDialog>

class QComboBox;
class QLabel;
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
    void mergeChosen(docket::MergeStrategy strategy);
    void handBackChosen();

private:
    void load();
    void showPreview(const MergePreview &preview);

    Workbench &m_workbench;
    TaskId m_task;
    QComboBox *m_strategy;
    QLabel *m_sentence;
    QPlainTextEdit *m_text;
    PrimaryButton *m_merge;
    PrimaryButton *m_handBack;
    quint64 m_generation = 0;
    bool m_strategiesKnown = false;
};

} // namespace docket
