// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/pagetabbar.h"

#include "widgets/common/appearance.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace docket {

PageTabBar::PageTabBar(QWidget *parent) : QTabBar(parent)
{
    setExpanding(false);
    setDrawBase(false);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    setUsesScrollButtons(true);
}

void PageTabBar::setBadge(int index, const QString &badge)
{
    if (tabData(index).toString() == badge)
        return;
    setTabData(index, badge);
    // Any change of the text makes the bar lay itself out anew.
    const QString text = tabText(index);
    setTabText(index, text + u' ');
    setTabText(index, text);
}

QString PageTabBar::textOf(int index) const
{
    QString text = tabText(index);
    return text.remove(u'&');
}

QSize PageTabBar::tabSizeHint(int index) const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const QString badge = tabData(index).toString();
    return {metrics.horizontalAdvance(textOf(index)) + 24 + (badge.isEmpty() ? 0 : metrics.horizontalAdvance(badge)
                                                             + 8), metrics.height() + 18};
}

void PageTabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), hairline(palette()));
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        const bool current = i == currentIndex();
        const bool hovered = tab.contains(mapFromGlobal(QCursor::pos())) && underMouse();
        QFont face = font();
        face.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter.setFont(face);
        const QFontMetrics metrics(face);
        const QString text = textOf(i), badge = tabData(i).toString();
        const int total = metrics.horizontalAdvance(text) + (badge.isEmpty() ? 0 : metrics.horizontalAdvance(badge)
                                                             + 8);
        int x = tab.center().x() - total / 2;
        painter.setPen(current || hovered ? palette().color(QPalette::Active, QPalette::Text) : quietText(palette()));
        painter.drawText(QRect(x, tab.top(), metrics.horizontalAdvance(text) + 2, tab.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, text);
        if (!badge.isEmpty()) {
            x += metrics.horizontalAdvance(text) + 8;
            painter.setPen(current ? toneColor(Tone::Accent, palette()) : quietText(palette()));
            painter.drawText(QRect(x, tab.top(), metrics.horizontalAdvance(badge) + 2, tab.height()),
                             Qt::AlignVCenter | Qt::AlignLeft, badge);
        }
        if (current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(toneColor(Tone::Accent, palette()));
            painter.drawRoundedRect(QRectF(tab.left() + 8, tab.bottom() - 2, tab.width() - 16, 3), 1.5, 1.5);
            if (hasFocus()) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1));
                painter.drawRoundedRect(QRectF(tab).adjusted(3.5, 4.5, -3.5, -6.5), 5, 5);
            }
        }
    }
}

} // namespace docket
