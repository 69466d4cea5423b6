// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"

#include "widgets/common/svgshape.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString resourceOf(const QString &name)
{
    return u":/icons/"_s + name + u".svg"_s;
}

/** Asked for each action when a window is made; the shape is read when it is painted. */
bool isKnown(const QString &name)
{
    return QFile::exists(resourceOf(name));
}

const QPainterPath &shapeOf(const QString &name)
{
    static QHash<QString, QPainterPath> shapes;
    auto found = shapes.find(name);
    if (found == shapes.end()) {
        QFile file(resourceOf(name));
        found = shapes.insert(name, file.open(QIODevice::ReadOnly) ? svgShape(file.readAll()) : QPainterPath());
    }
    return *found;
}

class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(QString name, QColor color) : m_name(std::move(name)), m_color(std::move(color)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = m_color.isValid() ? m_color : palette.color(QPalette::Active, QPalette::ButtonText);
        if (mode == QIcon::Disabled)
            color = palette.color(QPalette::Disabled, QPalette::ButtonText);
        else if (mode == QIcon::Selected && !m_color.isValid())
            color = palette.color(QPalette::Active, QPalette::HighlightedText);
        paintIcon(*painter, m_name, rect, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

    QIconEngine *clone() const override { return new SymbolEngine(m_name, m_color); }
    QString key() const override { return u"docket-symbol"_s; }
    bool isNull() override { return !isKnown(m_name); }

private:
    QString m_name;
    QColor m_color;
};

} // namespace

QIcon icon(const QString &name)
{
    return icon(name, {});
}

QIcon icon(const QString &name, const QColor &color)
{
    return isKnown(name) ? QIcon(new SymbolEngine(name, color)) : QIcon();
}

void paintIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &color)
{
    const QPainterPath &shape = shapeOf(name);
    const qreal side = std::min(rect.width(), rect.height());
    if (shape.isEmpty() || side <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 24, side / 24);
    // A little wider when small: two grid units are 1.3 pixels at 16.
    painter.setPen(QPen(color, side <= 16 ? 2.2 : 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
    painter.restore();
}

QStringList iconNames()
{
    QStringList names;
    for (const QString &file : QDir(u":/icons"_s).entryList({u"*.svg"_s}))
        names << file.chopped(4);
    return names;
}

} // namespace docket
