package users

import (
	"encoding/json"
	"net/http"
)

func create(c *gin.Context) {
	var user User
	if err := c.ShouldBindJSON(&user); err != nil {
		return
	}
	// ruleid: go.mass-assignment
	db.Create(&user)
}

func update(c *gin.Context) {
	var user User
	c.BindJSON(&user)
	// ruleid: go.mass-assignment
	db.Save(&user)
}

func put(w http.ResponseWriter, r *http.Request) {
	var account Account
	if err := json.NewDecoder(r.Body).Decode(&account); err != nil {
		return
	}
	// ruleid: go.mass-assignment
	db.Save(&account)
}

func createSafely(c *gin.Context) {
	var form SignUp
	if err := c.ShouldBindJSON(&form); err != nil {
		return
	}
	user := User{Name: form.Name, Email: form.Email}
	// ok: go.mass-assignment
	db.Create(&user)
}

func touch(c *gin.Context) {
	var input UpdateUser
	if err := c.ShouldBindJSON(&input); err != nil {
		return
	}
	// ok: go.mass-assignment
	db.Model(&current).Updates(input)
}

func list(c *gin.Context) {
	var user User
	// ok: go.mass-assignment
	db.First(&user, c.Param("id"))
}
