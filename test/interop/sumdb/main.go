// Sumdb answers questions about a log with the Merkle tree and the signed notes of Go's checksum database: one JSON object per
// line in, one per line out, in the same order. It knows nothing of Bukti; what it agrees with is right in two implementations.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// A question; each op reads the members that it needs. Hashes and bytes are base64.
type question struct {
	Op       string            `json:"op"`
	Note     []byte            `json:"note"`
	Keys     []string          `json:"keys"`
	Leaves   []tlog.Hash       `json:"leaves"`
	Leaf     tlog.Hash         `json:"leaf"`
	Position int64             `json:"position"`
	Size     int64             `json:"size"`
	Root     tlog.Hash         `json:"root"`
	OldSize  int64             `json:"oldSize"`
	OldRoot  tlog.Hash         `json:"oldRoot"`
	Proof    []tlog.Hash       `json:"proof"`
	Tiles    map[string][]byte `json:"tiles"`
}

type answer struct {
	Agrees bool   `json:"agrees"`
	Why    string `json:"why,omitempty"`
	Text   string `json:"text,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var asked question
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		text, err := reply(asked)
		given := answer{Agrees: err == nil, Text: text}
		if err != nil {
			given.Why = err.Error()
		}
		if err := encoder.Encode(given); err != nil {
			log.Fatal(err)
		}
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func reply(asked question) (string, error) {
	switch asked.Op {
	case "note":
		return openNote(asked)
	case "inclusion":
		return "", tlog.CheckRecord(tlog.RecordProof(asked.Proof), asked.Size, asked.Root, asked.Position, asked.Leaf)
	case "consistency":
		return "", tlog.CheckTree(tlog.TreeProof(asked.Proof), asked.Size, asked.Root, asked.OldSize, asked.OldRoot)
	case "tiles":
		return "", compareTiles(asked)
	}
	return "", fmt.Errorf("unknown op %q", asked.Op)
}

func openNote(asked question) (string, error) {
	var verifiers []note.Verifier
	for _, key := range asked.Keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return "", err
		}
		verifiers = append(verifiers, verifier)
	}
	opened, err := note.Open(asked.Note, note.VerifierList(verifiers...))
	if err != nil {
		return "", err
	}
	return opened.Text, nil
}

// storage is a tree that Go has built itself from the leaf hashes.
type storage []tlog.Hash

func (stored storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		if index < 0 || index >= int64(len(stored)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		hashes = append(hashes, stored[index])
	}
	return hashes, nil
}

func build(leaves []tlog.Hash) (storage, error) {
	var stored storage
	for number, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(number), leaf, stored)
		if err != nil {
			return nil, err
		}
		stored = append(stored, more...)
	}
	return stored, nil
}

// given reads the tiles of the question instead of Go's own.
type given map[string][]byte

func (tiles given) Height() int                         { return tileHeight }
func (tiles given) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (tiles given) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		data, ok := tiles[pathOf(tile)]
		if !ok {
			return nil, fmt.Errorf("no tile %s", pathOf(tile))
		}
		read = append(read, data)
	}
	return read, nil
}

// C2SP tlog-tiles leaves out the height, which is always 8 there.
func pathOf(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
}

// compareTiles builds the tree, compares root and every tile, and proves the first, the last and the asked leaf from the given tiles.
func compareTiles(asked question) error {
	stored, err := build(asked.Leaves)
	if err != nil {
		return err
	}
	size := int64(len(asked.Leaves))
	root, err := tlog.TreeHash(size, stored)
	if err != nil {
		return err
	}
	if root != asked.Root {
		return fmt.Errorf("root %v", root)
	}
	wanted := tlog.NewTiles(tileHeight, 0, size)
	known := 0
	for _, tile := range wanted {
		data, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return err
		}
		if found, ok := asked.Tiles[pathOf(tile)]; !ok || !bytes.Equal(found, data) {
			return fmt.Errorf("tile %s differs", pathOf(tile))
		}
		known++
	}
	if known != len(asked.Tiles) {
		return fmt.Errorf("%d tiles of %d", len(asked.Tiles), known)
	}
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, given(asked.Tiles))
	for _, position := range []int64{0, asked.Position, size - 1} {
		proof, err := tlog.ProveRecord(size, position, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, size, root, position, asked.Leaves[position]); err != nil {
			return err
		}
	}
	return nil
}
