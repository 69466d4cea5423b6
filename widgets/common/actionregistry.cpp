// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"

#include "widgets/common/icons.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace docket {

ActionRegistry::ActionRegistry(QWidget *window) : QObject(window), m_window(window) {}

QAction *ActionRegistry::add(Group group, const QString &id, const QString &text, const QKeySequence &shortcut,
                             const QString &iconName,
                             QWidget *scope)
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcutContext(scope ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    (scope ? scope : m_window)->addAction(action);
    m_items << Item{group, action};
    return action;
}

void ActionRegistry::adopt(Group group, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (!action->isSeparator() && !action->text().isEmpty())
            m_items << Item{group, action};
    }
}

QAction *ActionRegistry::action(const QString &id) const
{
    for (const Item &item : m_items) {
        if (item.action && item.action->objectName() == id)
            return item.action;
    }
    return nullptr;
}

QList<QAction *> ActionRegistry::actions() const
{
    QList<QAction *> result;
    for (const Item &item : m_items) {
        if (item.action)
            result << item.action;
    }
    return result;
}

QList<QAction *> ActionRegistry::actions(Group group) const
{
    QList<QAction *> result;
    for (const Item &item : m_items) {
        if (item.action && item.group == group)
            result << item.action;
    }
    return result;
}

ActionRegistry::Group ActionRegistry::groupOf(const QAction *action) const
{
    for (const Item &item : m_items) {
        if (item.action == action)
            return item.group;
    }
    return Group::View;
}

QString ActionRegistry::title(Group group)
{
    switch (group) {
    case Group::Project: return tr("Project");
    case Group::Task: return tr("Task");
    case Group::Spec: return tr("Spec");
    case Group::Review: return tr("Review");
    case Group::Transcript: return tr("Transcript");
    case Group::View: return tr("View");
    case Group::Help: return tr("Help");
    }
    return {};
}

QList<ActionRegistry::Group> ActionRegistry::groups()
{
    return {Group::Project, Group::Task, Group::Spec, Group::Transcript, Group::Review, Group::View, Group::Help};
}

QString plainActionText(const QAction *action)
{
    QString text = action->text();
    // Chinese menus carry the mnemonic in brackets at the end: "Open (&O)...".
    if (const qsizetype open = text.indexOf(u"(&"_s); open > 0 && text.indexOf(u')', open) == open + 3)
        text.remove(open, 4);
    text.remove(u'&');
    while (text.endsWith(u'.') || text.endsWith(u'\u2026') || text.endsWith(u' '))
        text.chop(1);
    return text;
}

} // namespace docket
