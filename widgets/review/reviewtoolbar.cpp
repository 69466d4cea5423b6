// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewtoolbar.h"

#include "diff/linediff.h"
#include "widgets/common/icons.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/evidencestrip.h"

#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace docket {

ReviewToolBar::ReviewToolBar(DiffView *view, QWidget *parent)
    : QToolBar(parent), m_view(view), m_evidence(new EvidenceStrip), m_progress(new QLabel)
{
    setObjectName(u"reviewToolBar"_s);
    setAccessibleName(tr("What is shown of the change"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setIconSize({16, 16});
    layout()->setSpacing(6);
    setContentsMargins(4, 1, 4, 1);

    m_ranges = addChoice(u"reviewRange"_s, tr("What is compared"));
    m_rangesPlace = actions().constLast();
    addSwitch(u"diffSinceLook"_s, tr("Since my last look"));
    m_sinceLookPlace = actions().constLast();
    m_evidencePlace = addWidget(m_evidence);
    m_progress->setObjectName(u"reviewProgress"_s);
    m_progress->setTextFormat(Qt::PlainText);
    m_progress->setContentsMargins(6, 0, 6, 0);
    addWidget(m_progress);
    m_modes = addChoice(u"reviewMode"_s, tr("Side by side or unified"));
    m_modes->addItem(tr("Automatic"), int(DiffView::Mode::Automatic));
    m_modes->addItem(tr("Side by side"), int(DiffView::Mode::SideBySide));
    m_modes->addItem(tr("Unified"), int(DiffView::Mode::Unified));
    m_whitespace = addChoice(u"reviewWhitespace"_s, tr("How blanks are compared"));
    m_whitespace->addItem(tr("All blanks count"), int(diff::Whitespace::Exact));
    m_whitespace->addItem(tr("Ignore blanks at line ends"), int(diff::Whitespace::Trailing));
    m_whitespace->addItem(tr("Ignore amount of blanks"), int(diff::Whitespace::Amount));
    m_whitespace->addItem(tr("Ignore all blanks"), int(diff::Whitespace::All));
    addSwitch(u"diffFind"_s, {}, u"search"_s);
    addSwitch(u"diffWholeFiles"_s, tr("Whole files"));
    addSwitch(u"diffBlanks"_s, tr("Blanks"));
    addSwitch(u"diffWrap"_s, tr("Wrap"));
    addSwitch(u"diffHelp"_s, {}, u"help"_s);
    if (auto *more = findChild<QToolButton *>(u"qt_toolbar_ext_button"_s)) {
        more->setAccessibleName(tr("More of this bar"));
        more->setToolTip(more->accessibleName());
    }

    connect(m_ranges, &QComboBox::activated, this, &ReviewToolBar::rangeChosen);
    connect(m_modes, &QComboBox::activated, m_view,
            [this](int index) { m_view->setMode(DiffView::Mode(m_modes->itemData(index).toInt())); });
    connect(m_view, &DiffView::modeChanged, this,
            [this] { m_modes->setCurrentIndex(m_modes->findData(int(m_view->mode()))); });
    connect(m_whitespace, &QComboBox::activated, this,
            [this](int index) { Q_EMIT whitespaceChosen(m_whitespace->itemData(index).toInt()); });
}

QComboBox *ReviewToolBar::addChoice(const QString &name, const QString &accessibleName)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    // A tool bar gives a widget its least size where room is short: a choice that is cut off says nothing.
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addWidget(box);
    return box;
}

void ReviewToolBar::addSwitch(const QString &actionName, const QString &text, const QString &iconName)
{
    QAction *action = m_view->actionList()->find(actionName);
    if (!text.isEmpty())
        action->setIconText(text);
    action->setToolTip(u"%1 (%2)"_s.arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    addAction(action);
    auto *button = qobject_cast<QToolButton *>(widgetForAction(action));
    button->setObjectName(actionName + u"Button"_s);
    button->setAccessibleName(action->text());
    if (iconName.isEmpty())
        return;
    action->setIcon(icon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void ReviewToolBar::setRanges(const QStringList &names)
{
    m_ranges->clear();
    m_ranges->addItems(names);
    m_rangesPlace->setVisible(names.size() > 1);
}

void ReviewToolBar::setCurrentRange(int index)
{
    m_ranges->setCurrentIndex(index);
}

void ReviewToolBar::setEvidenceVisible(bool visible)
{
    m_evidencePlace->setVisible(visible);
}

void ReviewToolBar::setSinceLookVisible(bool visible)
{
    m_sinceLookPlace->setVisible(visible);
}

void ReviewToolBar::setProgress(const QString &text)
{
    m_progress->setText(text);
}

} // namespace docket
