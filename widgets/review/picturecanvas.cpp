// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/picturecanvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace docket {

namespace {
constexpr int Margin = 8;
constexpr int Gap = 16;
} // namespace

PictureCanvas::PictureCanvas(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("pictureCanvas"));
    setAccessibleName(tr("Pictures"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(48);
}

void PictureCanvas::setPictures(const QImage &before, const QImage &after)
{
    m_before = before;
    m_after = after;
    update();
}

void PictureCanvas::setDifference(const QImage &difference)
{
    m_difference = difference;
    update();
}

void PictureCanvas::setAbsence(const QString &before, const QString &after)
{
    m_absence[0] = before;
    m_absence[1] = after;
    update();
}

void PictureCanvas::setWay(Way way)
{
    m_way = way;
    setCursor(way == Way::Swipe ? Qt::SplitHCursor : Qt::ArrowCursor);
    update();
}

void PictureCanvas::setShare(int percent)
{
    percent = std::clamp(percent, 0, 100);
    if (percent == m_share)
        return;
    m_share = percent;
    update();
    Q_EMIT shareChanged(percent);
}

/** Smaller where it must be, and larger by whole steps where it is only an icon. */
double PictureCanvas::scaleFor(const QSize &room, const QSize &picture) const
{
    if (picture.isEmpty() || room.isEmpty())
        return 1;
    const double fit = std::min(double(room.width()) / picture.width(), double(room.height()) / picture.height());
    const int longest = std::max(picture.width(), picture.height());
    const double wished = longest <= 96 ? std::max(1, 192 / longest) : 1.0;
    return fit >= wished ? wished : fit >= 1 ? std::floor(fit) : fit;
}

int PictureCanvas::wantedHeight(int width, int most) const
{
    const int half = (width - 2 * Margin - Gap) / 2;
    const double scale = scaleFor({half, most - 2 * Margin}, both());
    return std::clamp(int(std::ceil(both().height() * scale)) + 2 * Margin, 48, most);
}

QRect PictureCanvas::placed(const QRect &room, const QSize &frame, double scale) const
{
    const QSize size(int(std::ceil(frame.width() * scale)), int(std::ceil(frame.height() * scale)));
    return QRect(room.topLeft()
                     + QPoint((room.width() - size.width()) / 2, std::max(0, (room.height() - size.height()) / 2)),
                 size);
}

void PictureCanvas::drawGround(QPainter &painter, const QRect &rect) const
{
    const bool dark = palette().base().color().lightness() < 128;
    const QColor one = dark ? QColor(0x3a, 0x3f, 0x45) : QColor(0xff, 0xff, 0xff);
    const QColor two = dark ? QColor(0x2e, 0x33, 0x38) : QColor(0xe4, 0xe7, 0xea);
    constexpr int square = 8;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.fillRect(rect, one);
    for (int y = rect.top(), row = 0; y <= rect.bottom(); y += square, ++row) {
        for (int x = rect.left() + (row % 2) * square; x <= rect.right(); x += 2 * square)
            painter.fillRect(x, y, square, square, two);
    }
    painter.restore();
}

void PictureCanvas::drawPicture(QPainter &painter, const QImage &image, QPoint corner, double scale) const
{
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 1);
    painter.drawImage(QRectF(corner, QSizeF(image.size()) * scale), image);
}

void PictureCanvas::drawApart(QPainter &painter)
{
    const QRect inner = rect().adjusted(Margin, Margin, -Margin, -Margin);
    const int half = (inner.width() - Gap) / 2;
    const double scale = scaleFor({half, inner.height()}, both());
    const QColor frame = palette().color(QPalette::Mid);
    for (const bool after : {false, true}) {
        const QImage &image = after ? m_after : m_before;
        const QRect room(after ? inner.right() - half + 1 : inner.left(), inner.top(), half, inner.height());
        if (image.isNull()) {
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_absence[after]);
            continue;
        }
        const QRect at = placed(room, image.size(), scale);
        drawGround(painter, at);
        drawPicture(painter, image, at.topLeft(), scale);
        painter.setPen(frame);
        painter.drawRect(at.adjusted(-1, -1, 0, 0));
    }
}

void PictureCanvas::drawOver(QPainter &painter)
{
    const QRect inner = rect().adjusted(Margin, Margin, -Margin, -Margin);
    const double scale = scaleFor(inner.size(), both());
    m_frame = placed(inner, both(), scale);
    drawGround(painter, m_frame);
    if (m_way == Way::Difference) {
        drawPicture(painter, m_difference, m_frame.topLeft(), scale);
    } else if (m_way == Way::OnionSkin) {
        painter.setOpacity(1 - m_share / 100.0);
        drawPicture(painter, m_before, m_frame.topLeft(), scale);
        painter.setOpacity(m_share / 100.0);
        drawPicture(painter, m_after, m_frame.topLeft(), scale);
        painter.setOpacity(1);
    } else {
        const int edge = m_frame.left() + m_frame.width() * m_share / 100;
        painter.setClipRect(QRect(QPoint(m_frame.left(), m_frame.top()), QPoint(edge - 1, m_frame.bottom())));
        drawPicture(painter, m_before, m_frame.topLeft(), scale);
        painter.setClipRect(QRect(QPoint(edge, m_frame.top()), m_frame.bottomRight()));
        drawPicture(painter, m_after, m_frame.topLeft(), scale);
        painter.setClipping(false);
        painter.fillRect(QRect(edge - 1, m_frame.top() - 4, 2, m_frame.height() + 8),
                         palette().color(QPalette::Highlight));
    }
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(m_frame.adjusted(-1, -1, 0, 0));
}

void PictureCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_way == Way::SideBySide || m_before.isNull() || m_after.isNull())
        drawApart(painter);
    else
        drawOver(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PictureCanvas::dragTo(int x)
{
    if (m_way == Way::Swipe && !m_frame.isEmpty())
        setShare(100 * (x - m_frame.left()) / m_frame.width());
}

void PictureCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton)
        dragTo(event->position().toPoint().x());
}

void PictureCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        dragTo(event->position().toPoint().x());
}

void PictureCanvas::keyPressEvent(QKeyEvent *event)
{
    const int step = event->modifiers() & Qt::ShiftModifier ? 1 : 5;
    switch (event->key()) {
    case Qt::Key_Left: return setShare(m_share - step);
    case Qt::Key_Right: return setShare(m_share + step);
    case Qt::Key_Home: return setShare(0);
    case Qt::Key_End: return setShare(100);
    case Qt::Key_1: Q_EMIT wayAsked(Way::SideBySide); return;
    case Qt::Key_2: Q_EMIT wayAsked(Way::Swipe); return;
    case Qt::Key_3: Q_EMIT wayAsked(Way::OnionSkin); return;
    case Qt::Key_4: Q_EMIT wayAsked(Way::Difference); return;
    case Qt::Key_Escape: Q_EMIT left(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void PictureCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace docket
