// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace docket {

/** The history tab: what a task consumed, and every event of it, newest last. */
class HistoryPane : public QWidget
{
    Q_OBJECT

public:
    HistoryPane(Workbench &workbench, QWidget *parent = nullptr);

    void showTask(TaskId task);
    void setRecord(const TaskRecord &record);

Q_SIGNALS:
    void failed(const docket::Error &error);

private:
    Workbench &m_workbench;
    QLabel *m_figures;
    QListWidget *m_list;
    TaskId m_task;
    quint64 m_generation = 0;
};

} // namespace docket
