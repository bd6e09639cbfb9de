package learning

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"path"
	"strconv"
	"strings"
)

// A light image may stand where a drawing cannot: a screenshot, a photograph made for the course.
const pictureLimit = 40 << 10 // bytes

// pictureSize is the width and height of a PNG or JPEG.
func pictureSize(data []byte) (image.Point, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	return image.Pt(c.Width, c.Height), err
}

// figure finds a figure by the address a lesson gives it. The version for lang is taken if there is one.
func (c *Course) figure(address, lang string) (name string, content []byte) {
	name = strings.TrimPrefix(address, "figures/")
	ending := path.Ext(name)
	local := strings.TrimSuffix(name, ending) + "." + lang + ending
	if data, ok := c.Figures[local]; ok {
		return local, data
	}
	return name, c.Figures[name]
}

// Picture is a light image of the course and its media type, or nothing.
func (c *Course) Picture(name string) (content []byte, kind string) {
	switch path.Ext(name) {
	case ".png":
		kind = "image/png"
	case ".jpg":
		kind = "image/jpeg"
	default:
		return nil, ""
	}
	return c.Figures[name], kind
}

// FigureURL is the address of a light image. It holds the version, so a browser may keep it for ever.
func (c *Course) FigureURL(name string) string {
	return "/courses/" + c.Slug + "/figures/" + strconv.Itoa(c.Version) + "/" + name
}
