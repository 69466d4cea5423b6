// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/authorcolumn.h"
#include "widgets/review/diffview.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;

bool DiffView::showsAuthors() const
{
    return m_authors->isShown();
}

void DiffView::setShowAuthors(bool show)
{
    m_authors->setShown(show && m_authors->canAsk());
    applyStyle();
    m_publishTimer.start(0);
    Q_EMIT modeChanged();
}

void DiffView::updateAuthors(int file)
{
    viewport()->update();
    if (m_authorAsked != file)
        return;
    m_authorAsked = -1;
    if (m_authors->of(file))
        tellAuthor();
}

/** Who wrote the caret's line, in a bubble and to a screen reader; the line of the base where the caret is on the new
 * side. */
void DiffView::tellAuthor()
{
    const RowPlace row = m_state.caretRow;
    if (!row.isValid())
        return;
    const int line = m_scene.lineAt(row, Side::Left);
    QString words;
    if (line < 0) {
        words = tr("This line is new: the base does not have it.");
    } else {
        words = m_authors->words(row.file, line);
        if (words.isEmpty()) {
            m_authorAsked = row.file;
            m_authors->ask(row.file);
            words = m_authors->isWaitingFor(row.file) ? tr("Looking who wrote this line \u2026")
                                                      : tr("Nobody can be asked who wrote this line.");
        }
    }
    const QRect at = rowRect(row);
    QToolTip::showText(viewport()->mapToGlobal(at.bottomLeft() + QPoint(m_state.columns.halves[0].textLeft, 0)),
                       u"<qt>%1</qt>"_s.arg(words.toHtmlEscaped()), viewport());
    QAccessibleAnnouncementEvent said(this, words);
    QAccessible::updateAccessibility(&said);
}

bool DiffView::authorToolTip(const QHelpEvent *event)
{
    if (event->pos().x() >= m_state.columns.authors || m_scene.fileCount() == 0)
        return false;
    const Pointed pointed = pointAt(event->pos());
    const int line = pointed.row.isValid() && !pointed.hanging ? m_scene.lineAt(pointed.row, Side::Left) : -1;
    const QString words = line < 0 ? QString() : m_authors->words(pointed.row.file, line);
    QToolTip::showText(event->globalPos(), words.isEmpty() ? QString() : u"<qt>%1</qt>"_s.arg(words.toHtmlEscaped()),
                       viewport());
    return true;
}

} // namespace docket
