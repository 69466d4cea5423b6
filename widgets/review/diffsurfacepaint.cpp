// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffsurface.h"

#include "widgets/review/rowtext.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace docket {

int DiffSurface::stickyFile() const
{
    return m_scene.fileCount() == 0 ? -1 : m_scene.geometry().at(scrollY()).file;
}

int DiffSurface::fileInHand() const
{
    const RowPlace caret = m_state.caretRow;
    const bool isSeen = caret.isValid() && caret.file < m_scene.fileCount() && caret.row < m_scene.rowCount(caret.file)
        && !rowRect(caret).isEmpty();
    return isSeen ? caret.file : stickyFile();
}

QRect DiffSurface::stickyRect(int file) const
{
    const qint64 top = m_scene.geometry().fileTop(file) - scrollY();
    const qint64 end = top + m_scene.geometry().fileHeight(file) - m_scene.style().metrics.gap;
    const int y = int(top >= 0 ? top : std::min<qint64>(0, end - stripHeight()));
    return QRect(0, y, viewport()->width(), stripHeight());
}

void DiffSurface::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_scene.fileCount() == 0) {
        painter.fillRect(event->rect(), theme().base);
        painter.setPen(theme().dimText);
        painter.drawText(viewport()->rect().adjusted(40, 0, -40, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    m_state.focused = hasFocus();
    const QRect strip(0, 0, viewport()->width(), stripHeight());
    for (const QRect &rect : event->region()) {
        const QRect rows = rect.intersected(viewport()->rect().adjusted(0, stripHeight(), 0, 0));
        if (!rows.isEmpty()) {
            painter.setClipRect(rows);
            paintRows(painter, rows);
        }
    }
    if (event->region().intersects(strip)) {
        painter.setClipRect(strip);
        paintStrip(painter);
    }
    if (!m_hasPainted) {
        m_hasPainted = true;
        m_publishTimer.start(0);
    }
}

void DiffSurface::paintRows(QPainter &painter, const QRect &rect)
{
    const auto &geometry = m_scene.geometry();
    const qint64 top = scrollY();
    m_state.exposed = rect;
    if (top + rect.top() < geometry.metrics().top) {
        painter.fillRect(QRect(0, rect.top(), viewport()->width(), int(geometry.metrics().top - top - rect.top())),
                         theme().panel);
        m_painter.paintHanging(painter, m_scene.hangingAtTop(), int(-top), m_state);
    }
    int bottom = std::numeric_limits<int>::min(); // of the row painted before
    for (auto place = geometry.at(top + rect.top()); place.isValid() && place.top - top <= rect.bottom();
         place = geometry.next(place)) {
        const int y = int(place.top - top);
        if (y > bottom && bottom > std::numeric_limits<int>::min()) // the gap between two files
            painter.fillRect(QRect(0, bottom, viewport()->width(), y - bottom), theme().panel);
        if (place.row < m_scene.rowCount(place.file))
            m_painter.paintRow(painter, {place.file, place.row}, y, place.height, m_state);
        bottom = y + place.height;
    }
    if (bottom <= rect.bottom())
        painter.fillRect(QRect(0, std::max(bottom, rect.top()), viewport()->width(),
                               rect.bottom() - std::max(bottom, rect.top()) + 1),
                         theme().panel);
}

void DiffSurface::paintStrip(QPainter &painter)
{
    const QRect strip(0, 0, viewport()->width(), stripHeight());
    const int file = stickyFile();
    const QRect rect = stickyRect(file);
    if (rect.top() != 0)
        paintRows(painter, strip);
    if (rect.top() <= 0)
        m_painter.paintHeader(painter, file, rect, m_state, m_scene.geometry().fileTop(file) < scrollY());
}

QString DiffSurface::visibleText() const
{
    QString text;
    const auto &geometry = m_scene.geometry();
    if (m_scene.fileCount() == 0)
        return text;
    for (auto place = geometry.at(scrollY()); place.isValid() && place.top < scrollY() + viewport()->height();
         place = geometry.next(place)) {
        if (place.row < m_scene.rowCount(place.file))
            text += RowText::row(m_scene, {place.file, place.row}) + u'\n';
    }
    return text;
}

} // namespace docket
