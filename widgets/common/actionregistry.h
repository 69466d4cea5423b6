// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QPointer>

namespace docket {

/**
 * Every action of a window, once: menus, the command palette and the sheet of shortcuts are made from it, so that an
 * action
 * cannot be in one and missing in the other. Actions belong to the window they are added for.
 */
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    enum class Group : quint8 { Project, Task, Spec, Review, Transcript, View, Help };

    explicit ActionRegistry(QWidget *window);

    /**
     * Makes an action; `id` becomes its object name. With `scope` the shortcut works only while that widget has the
     * focus.
     */
    QAction *add(Group group, const QString &id, const QString &text, const QKeySequence &shortcut,
                 const QString &iconName = {},
                 QWidget *scope = nullptr);
    /** Takes in actions that a page made itself. */
    void adopt(Group group, const QList<QAction *> &actions);

    QAction *action(const QString &id) const;
    QList<QAction *> actions() const;
    QList<QAction *> actions(Group group) const;
    Group groupOf(const QAction *action) const;
    static QString title(Group group);
    static QList<Group> groups();

private:
    struct Item { Group group; QPointer<QAction> action; };

    QWidget *m_window;
    QList<Item> m_items;
};

/** The text of an action without the marks for mnemonics and the dots at its end. */
QString plainActionText(const QAction *action);

} // namespace docket
