// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/svgshape.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

class PathReader
{
public:
    explicit PathReader(QStringView text) : m_text(text) {}

    bool read(QPainterPath &path)
    {
        char16_t command = 0;
        while (skipSpace()) {
            if (m_text[m_at].isLetter())
                command = m_text[m_at++].unicode();
            if (!step(command, path))
                return false;
            if (command == u'M')
                command = u'L';
        }
        return true;
    }

private:
    bool step(char16_t command, QPainterPath &path)
    {
        const QPointF here = path.currentPosition();
        switch (command) {
        case u'M': path.moveTo(point()); break;
        case u'L': path.lineTo(point()); break;
        case u'H': path.lineTo(number(), here.y()); break;
        case u'V': path.lineTo(here.x(), number()); break;
        case u'C': {
            const QPointF first = point(), second = point();
            path.cubicTo(first, second, point());
            break;
        }
        case u'Z': path.closeSubpath(); break;
        default: return false;
        }
        return m_good;
    }

    bool skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at].isSpace() || m_text[m_at] == u','))
            ++m_at;
        return m_at < m_text.size();
    }

    qreal number()
    {
        skipSpace();
        const qsizetype start = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.' || (m_text[m_at] == u'-'
            && m_at == start)))
            ++m_at;
        bool good = false;
        const qreal value = m_text.sliced(start, m_at - start).toDouble(&good);
        m_good = m_good && good;
        return value;
    }

    QPointF point()
    {
        const qreal x = number();
        return {x, number()};
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_good = true;
};

} // namespace

QPainterPath svgShape(const QByteArray &svg)
{
    QPainterPath shape;
    QXmlStreamReader reader(svg);
    while (reader.readNextStartElement() || !reader.atEnd()) {
        if (!reader.isStartElement())
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        const auto value = [&attributes](QLatin1StringView name) { return attributes.value(name).toDouble(); };
        if (reader.name() == u"path"_s) {
            if (!PathReader(attributes.value("d"_L1)).read(shape))
                return {};
        } else if (reader.name() == u"circle"_s) {
            shape.addEllipse(QPointF(value("cx"_L1), value("cy"_L1)), value("r"_L1), value("r"_L1));
        } else if (reader.name() == u"rect"_s) {
            shape.addRoundedRect(QRectF(value("x"_L1), value("y"_L1), value("width"_L1), value("height"_L1)),
                                 value("rx"_L1), value("rx"_L1));
        }
    }
    return reader.hasError() ? QPainterPath() : shape;
}

} // namespace docket
