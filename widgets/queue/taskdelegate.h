// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStyledItemDelegate>

#include <functional>

namespace docket {

/**
 * Paints a task as two lines: title, then the state as a chip with project, round, checks and age. Sections are small
 * headings
 * with their count. Works on the roles of TaskModel alone.
 */
class TaskDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TaskDelegate(std::function<QDateTime()> now, QObject *parent);

    /** Leave the project's name out where all tasks are of one project. */
    void setShowsProject(bool shows) { m_showsProject = shows; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSection(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTask(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    int paintChecks(QPainter &painter, int right, int middle, const QStyleOptionViewItem &option,
                    const QModelIndex &index) const;

    std::function<QDateTime()> m_now;
    bool m_showsProject = true;
    mutable QFont m_measured;
    mutable int m_taskHeight = 0, m_sectionHeight = 0;
};

} // namespace docket
