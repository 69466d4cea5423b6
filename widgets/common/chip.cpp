// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/chip.h"

#include "widgets/common/icons.h"

#include <QFontMetrics>
#include <QPainter>

namespace docket {

namespace {

QFont chipFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    small.setWeight(QFont::DemiBold);
    return small;
}

} // namespace

QSize chipSize(const StateLook &look, const QFont &font)
{
    const QFontMetrics metrics(chipFont(font));
    const int icon = metrics.ascent() + 1;
    return {metrics.horizontalAdvance(look.word) + icon + 4 + 14, metrics.height() + 4};
}

void paintChip(QPainter &painter, const QRect &rect, const StateLook &look, const QFont &font, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneGround(look.tone, palette));
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
    const QFont small = chipFont(font);
    const QFontMetrics metrics(small);
    const int side = metrics.ascent() + 1;
    const QColor color = toneColor(look.tone, palette);
    paintIcon(painter, look.iconName, QRectF(rect.left() + 7, rect.top() + (rect.height() - side) / 2.0, side, side),
              color);
    painter.setFont(small);
    painter.setPen(color);
    painter.drawText(rect.adjusted(7 + side + 4, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     look.word);
    painter.restore();
}

Chip::Chip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setLook(const StateLook &look)
{
    m_look = look;
    setAccessibleName(look.word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return m_look.word.isEmpty() ? QSize(0, 0) : chipSize(m_look, font());
}

void Chip::paintEvent(QPaintEvent *)
{
    if (m_look.word.isEmpty())
        return;
    QPainter painter(this);
    paintChip(painter, rect(), m_look, font(), palette());
}

} // namespace docket
