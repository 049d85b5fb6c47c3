package total

func TestTotal(t *testing.T) {
	Total(1, 2)
	// ruleid: tests.go.fake-assertion
	assert.True(t, true)
	// ruleid: tests.go.fake-assertion
	require.Equal(t, 1, 1)
	// ruleid: tests.go.fake-assertion
	assert.False(t, false, "it is not")
	// ok: tests.go.fake-assertion
	assert.Equal(t, 3, Total(1, 2))
	// ok: tests.go.fake-assertion
	assert.True(t, ready)
	// ok: tests.go.fake-assertion
	assert.Equal(t, one, one)
}
