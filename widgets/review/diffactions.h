// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

#include <functional>
#include <utility>

class QMenu;

namespace docket {

class DiffView;

/**
 * All that can be done in a DiffView, as actions: for its keys, menus, the command palette and the sheet of keys. Their
 * shortcuts work while the view has the focus, so single letters disturb nobody else.
 */
class DiffActions : public QObject
{
    Q_OBJECT

public:
    enum class Group : quint8 { Move, Review, Comment, Show, Edit, Out };
    static constexpr Group groups[] = {Group::Move, Group::Review, Group::Comment,
                                       Group::Show, Group::Edit,   Group::Out};

    explicit DiffActions(DiffView *view);

    QList<QAction *> all() const;
    QList<QAction *> of(Group group) const;
    static QString groupTitle(Group group);
    QAction *find(QAnyStringView objectName) const;
    QMenu *makeContextMenu(QWidget *parent) const;

private:
    QAction *add(Group group, const QString &name, const QString &text, const QList<QKeySequence> &keys,
                 const std::function<void()> &run);
    QAction *addToggle(Group group, const QString &name, const QString &text, const QList<QKeySequence> &keys,
                       const std::function<void(bool)> &run);
    void addMoves();
    void addReview();
    void addShow();
    void addContext(); // diffactionsout.cpp
    void addOut();

    DiffView *m_view;
    QList<std::pair<Group, QAction *>> m_actions;
};

} // namespace docket
