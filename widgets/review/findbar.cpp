// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/findbar.h"

#include "widgets/common/icons.h"
#include "widgets/review/diffview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

FindBar::FindBar(DiffView *view, QWidget *parent)
    : QFrame(parent), m_view(view), m_field(new QLineEdit), m_status(new QLabel)
{
    setObjectName(u"findBar"_s);
    setAccessibleName(tr("Find"));
    m_field->setObjectName(u"findField"_s);
    m_field->setAccessibleName(tr("Find in all changes"));
    m_field->setPlaceholderText(tr("Find in all changes"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_status->setObjectName(u"findStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setMinimumWidth(m_status->fontMetrics().averageCharWidth() * 18);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_field, 1);
    m_case = addButton(u"findCase"_s, u"Aa"_s, tr("Match upper and lower case"), true);
    m_words = addButton(u"findWords"_s, u"\u201cw\u201d"_s, tr("Whole words"), true);
    m_expression = addButton(u"findExpression"_s, u".*"_s, tr("Regular expression"), true);
    layout->addWidget(m_status);
    QToolButton *previous = addButton(u"findPrevious"_s, {}, tr("Previous hit"), false);
    previous->setIcon(icon(u"arrow-up"_s));
    QToolButton *next = addButton(u"findNext"_s, {}, tr("Next hit"), false);
    next->setIcon(icon(u"arrow-down"_s));
    QToolButton *close = addButton(u"findClose"_s, {}, tr("Close"), false);
    close->setIcon(icon(u"cross"_s));

    m_soon.setSingleShot(true);
    m_soon.setInterval(120);
    connect(&m_soon, &QTimer::timeout, this, &FindBar::search);
    connect(m_field, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    for (QToolButton *button : {m_case, m_words, m_expression})
        connect(button, &QToolButton::toggled, this, &FindBar::search);
    connect(previous, &QToolButton::clicked, view, [view] { view->nextHit(-1); });
    connect(next, &QToolButton::clicked, view, [view] { view->nextHit(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    connect(view->search(), &DiffSearch::changed, this, &FindBar::updateStatus);
    connect(view->search(), &DiffSearch::finished, this, [this] {
        if (std::exchange(m_jump, false))
            m_view->nextHit(1);
    });
    connect(view, &DiffView::caretMoved, this, &FindBar::updateStatus);
    hide();
}

QToolButton *FindBar::addButton(const QString &name, const QString &text, const QString &help, bool checkable)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setAccessibleName(help);
    button->setToolTip(help);
    button->setText(text);
    button->setCheckable(checkable);
    button->setAutoRaise(true);
    layout()->addWidget(button);
    return button;
}

void FindBar::open()
{
    show();
    const QString selected = m_view->selectedText();
    if (!selected.isEmpty() && !selected.contains(u'\n') && selected.size() < 200)
        m_field->setText(selected);
    m_field->setFocus();
    m_field->selectAll();
    search();
}

void FindBar::close()
{
    hide();
    m_soon.stop();
    m_view->search()->stop();
    m_view->setFocus();
}

void FindBar::searchAgain()
{
    if (isVisible() && !m_field->text().isEmpty())
        search();
}

void FindBar::search()
{
    m_view->search()->start({m_field->text(), m_expression->isChecked(), m_case->isChecked(), m_words->isChecked()},
                            m_view->scene().document().files());
}

void FindBar::updateStatus()
{
    if (!isVisible())
        return;
    const DiffSearch &search = *m_view->search();
    const int count = search.hits().count();
    QString text;
    if (!search.problem().isEmpty())
        text = tr("Not a valid expression: %1").arg(search.problem());
    else if (m_field->text().isEmpty())
        text = QString();
    else if (count == 0)
        text = search.isRunning() ? tr("Searching \u2026") : tr("Nothing found");
    else if (m_view->currentHit() >= 0)
        text = tr("%1 of %2").arg(QLocale().toString(m_view->currentHit() + 1), QLocale().toString(count));
    else
        text = tr("%n hit(s)", nullptr, count);
    if (count >= DiffSearch::MaxHits)
        text += u'+';
    m_status->setText(text);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_F3) {
            const int step = key->modifiers() & Qt::ShiftModifier ? -1 : 1;
            if (m_soon.isActive() || m_view->search()->isRunning()) { // what was typed last is not found yet
                m_jump = true;
                if (m_soon.isActive()) {
                    m_soon.stop();
                    search();
                }
            } else {
                m_view->nextHit(step);
            }
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace docket
