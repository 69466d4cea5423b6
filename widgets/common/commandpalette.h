// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QAction>
#include <QDialog>
#include <QPointer>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace docket {

class ActionRegistry;

/** Finds every action and every task by a few letters. Enter runs the action or opens the task; Escape goes back. */
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    struct TaskItem { TaskId id; QString title; QString state; QString iconName; };

    CommandPalette(const ActionRegistry *registry, QWidget *window);

    void open(const QList<TaskItem> &tasks);
    QStringList shownTexts() const;

Q_SIGNALS:
    void taskChosen(docket::TaskId task);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Candidate
    {
        QString text;
        QString hint;
        QIcon icon;
        QPointer<QAction> action;
        TaskId task;
        bool enabled = true;
    };

    void fill(const QString &pattern);
    void choose();

    const ActionRegistry *m_registry;
    QLineEdit *m_input;
    QListView *m_list;
    QStandardItemModel *m_model;
    QList<Candidate> m_candidates;
};

} // namespace docket
