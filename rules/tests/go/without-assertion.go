package total

// ruleid: tests.go.without-assertion
func TestTotal(t *testing.T) {
	fmt.Println(Total(1, 2))
}

// ruleid: tests.go.without-assertion
func TestLater(t *testing.T) {
}

// ruleid: tests.go.without-assertion
func TestOne(t *testing.T) {
	value := Total(1)
	log.Printf("%d", value)
}

// ok: tests.go.without-assertion
func TestRuns(t *testing.T) {
	Total(1)
}

// ok: tests.go.without-assertion
func TestTwo(t *testing.T) {
	if Total(1, 1) != 2 {
		t.Fatal("not 2")
	}
}

// ok: tests.go.without-assertion
func TestThree(t *testing.T) {
	checkTotal(t, 3)
}

// ok: tests.go.without-assertion
func Total(values ...int) {
	fmt.Println(values)
}
