// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/trayicon.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace docket {

QPixmap docketPixmap(int side, int waiting)
{
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter p(&pixmap);
    p.setRenderHint(QPainter::Antialiasing);
    p.scale(side / 64.0, side / 64.0);
    // A sheet with a folded corner and a tick.
    QPainterPath sheet;
    sheet.moveTo(14, 4);
    sheet.lineTo(40, 4);
    sheet.lineTo(56, 20);
    sheet.lineTo(56, 54);
    sheet.quadTo(56, 60, 50, 60);
    sheet.lineTo(14, 60);
    sheet.quadTo(8, 60, 8, 54);
    sheet.lineTo(8, 10);
    sheet.quadTo(8, 4, 14, 4);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(0x2b, 0x5f, 0xb8));
    p.drawPath(sheet);
    QPainterPath fold;
    fold.moveTo(40, 4);
    fold.lineTo(40, 20);
    fold.lineTo(56, 20);
    fold.closeSubpath();
    p.setBrush(QColor(0x9c, 0xc0, 0xf2));
    p.drawPath(fold);
    p.setPen(QPen(Qt::white, 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPolyline(QPolygonF{QPointF(19, 38), QPointF(28, 47), QPointF(45, 29)});
    if (waiting <= 0)
        return pixmap;
    const QString number = waiting > 9 ? u"9+"_s : QString::number(waiting);
    const QRectF badge(number.size() > 1 ? 20 : 28, 26, number.size() > 1 ? 44 : 36, 38);
    p.setPen(QPen(Qt::white, 3));
    p.setBrush(QColor(0xc6, 0x3a, 0x22));
    p.drawRoundedRect(badge.adjusted(1.5, 1.5, -1.5, -1.5), 17, 17);
    QFont font = QGuiApplication::font();
    font.setPixelSize(number.size() > 1 ? 26 : 29);
    font.setBold(true);
    p.setFont(font);
    p.drawText(badge, Qt::AlignCenter, number);
    return pixmap;
}

QIcon docketIcon(int waiting)
{
    QIcon icon;
    for (int side : {16, 22, 32, 48, 64, 128})
        icon.addPixmap(docketPixmap(side, waiting));
    return icon;
}

} // namespace docket
