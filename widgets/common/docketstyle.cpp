// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/docketstyle.h"

#include "widgets/common/appearance.h"
#include "widgets/common/icons.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

DocketStyle::DocketStyle() : QProxyStyle(QStyleFactory::create(u"fusion"_s))
{
    setObjectName(u"docket"_s);
}

void DocketStyle::drawScrollBar(const QStyleOptionSlider &bar, const QRect &slider, QPainter *painter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(bar.rect, bar.palette.color(QPalette::Base));
    if (bar.maximum > bar.minimum) {
        const bool active = bar.activeSubControls.testFlag(SC_ScrollBarSlider)
            && bar.state & (State_MouseOver | State_Sunken);
        QColor handle = quietText(bar.palette);
        handle.setAlpha(active ? 210 : 110);
        const bool upright = bar.orientation == Qt::Vertical;
        const QRectF box = QRectF(slider).adjusted(upright ? 3 : 2, upright ? 2 : 3, upright ? -3 : -2, upright ? -2
                                                   : -3);
        const qreal radius = std::min(box.width(), box.height()) / 2;
        painter->setPen(Qt::NoPen);
        painter->setBrush(handle);
        painter->drawRoundedRect(box, radius, radius);
    }
    painter->restore();
}

void DocketStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(*bar, subControlRect(control, option, SC_ScrollBarSlider, widget), painter);
            return;
        }
    }
    if (control == CC_ToolButton) {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && button->state & State_AutoRaise) {
            QStyleOptionToolButton flat = *button;
            flat.features &= ~(QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::Menu);
            const bool lit = flat.state & (State_MouseOver | State_Sunken | State_On) && flat.state & State_Enabled;
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            if (lit) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(flat.state & State_On ? toneGround(Tone::Accent, flat.palette)
                                  : toneGround(Tone::Neutral, flat.palette));
                painter->drawRoundedRect(QRectF(flat.rect).adjusted(1, 1, -1, -1), 5, 5);
            }
            if (flat.state & State_HasFocus) {
                painter->setPen(QPen(toneColor(Tone::Accent, flat.palette), 1.5));
                painter->setBrush(Qt::NoBrush);
                painter->drawRoundedRect(QRectF(flat.rect).adjusted(1, 1, -1, -1), 5, 5);
            }
            painter->restore();
            flat.state &= ~(State_MouseOver | State_Sunken | State_HasFocus);
            flat.rect = option->rect.adjusted(3, 0, -3, 0);
            proxy()->drawControl(CE_ToolButtonLabel, &flat, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void DocketStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          hairline(option->palette));
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            painter->save();
            painter->setPen(quietText(header->palette));
            const QRect inner = header->rect.adjusted(6, 0, -4, 0);
            painter->drawText(inner, int(header->textAlignment) | Qt::AlignVCenter,
                              header->fontMetrics.elidedText(header->text, Qt::ElideRight, inner.width()));
            painter->restore();
            return;
        }
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, hairline(option->palette));
        return;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DocketStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    if (element == PE_PanelLineEdit) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0) {
            const bool focus = option->state & State_HasFocus;
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setBrush(option->palette.color(option->state & State_Enabled ? QPalette::Normal
                                                    : QPalette::Disabled, QPalette::Base));
            painter->setPen(focus ? QPen(toneColor(Tone::Accent, option->palette), 1.5)
                            : QPen(hairline(option->palette), 1));
            painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5);
            painter->restore();
            return;
        }
    }
    if (element == PE_FrameStatusBarItem || element == PE_PanelStatusBar)
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

QRect DocketStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                  const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int slider = length;
    if (range > 0)
        slider = std::clamp(int(qint64(bar->pageStep) * length / (range + std::max(1, bar->pageStep))),
                            std::min(length, 32), length);
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider,
                                              bar->upsideDown);
    const auto piece = [&](int from, int size) { return upright ? QRect(0, from, bar->rect.width(), size)
        : QRect(from, 0, size, bar->rect.height()); };
    switch (part) {
    case SC_ScrollBarGroove: return bar->rect;
    case SC_ScrollBarSlider: return piece(start, slider);
    case SC_ScrollBarSubPage: return piece(0, start);
    case SC_ScrollBarAddPage: return piece(start + slider, length - start - slider);
    default: return {};
    }
}

QSize DocketStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    return type == CT_HeaderSection ? base + QSize(14, 6) : base;
}

QIcon DocketStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    // Drawn by ourselves; the usual one makes Qt load every reader of pictures that there is before the first frame.
    if (which == SP_LineEditClearButton)
        return icon(u"cross"_s);
    if (which == SP_ToolBarHorizontalExtensionButton)
        return icon(u"more"_s); // the usual one is black in the dark too
    return QProxyStyle::standardIcon(which, option, widget);
}

int DocketStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 32;
    case PM_FocusFrameHMargin: return qobject_cast<const QAbstractItemView *>(widget) ? 6
        : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_SmallIconSize: return 16;
    case PM_ToolBarExtensionExtent: return 26;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DocketStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *data) const
{
    if (hint == SH_UnderlineShortcut)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace docket
